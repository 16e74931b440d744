import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to an import's preview, and to what its columns are. `turn`: which reading of the file the button saw. */

const about = (id: string) => [id];

export const importLinks = defineLinks('im', {
  read: about,
  attach: about,
  page: (id: string, verdict: string, page: number) => [id, verdict, page],
  go: about,
  drop: about,
  undo: about,
  undoNow: about,
  keep: about,
});

export const columnLinks = defineLinks('ic', {
  list: (id: string, page: number) => [id, page],
  column: (id: string, column: number) => [id, column],
  set: (id: string, column: number, field: string) => [id, column, field],
  read: (id: string, turn: number) => [id, turn],
  first: (id: string, turn: number) => [id, turn],
  programs: about,
  program: (id: string, turn: number, profile: string) => [id, turn, profile],
});

/** Choices of a whole import: who is responsible instead of strangers, what becomes of known cards. */
export const choiceLinks = defineLinks('iw', {
  who: (id: string, page: number) => [id, page],
  instead: (id: string, user: number) => [id, user],
  mode: about,
});

/** What looks like somebody known: by its place among the doubts. */
export const doubtLinks = defineLinks('iq', {
  ask: (id: string, number: number) => [id, number],
  say: (id: string, number: number, said: 'same' | 'another') => [id, number, said],
  rest: (id: string, said: 'same' | 'another') => [id, said],
  /** The same of known cards that would be completed: `same` says that they are. */
  card: (id: string, number: number) => [id, number],
  complete: (id: string, number: number, said: 'same' | 'another') => [id, number, said],
  cards: (id: string, said: 'same' | 'another') => [id, said],
});
