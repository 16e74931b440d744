import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to an import's preview, and to what its columns are. `turn`: which reading of the file the button saw. */

const about = (id: string) => [id];

export const importLinks = defineLinks('im', {
  page: (id: string, verdict: string, page: number) => [id, verdict, page],
  go: about,
  drop: about,
});

export const columnLinks = defineLinks('ic', {
  list: (id: string, page: number) => [id, page],
  column: (id: string, column: number) => [id, column],
  set: (id: string, column: number, field: string) => [id, column, field],
  read: (id: string, turn: number) => [id, turn],
  first: (id: string, turn: number) => [id, turn],
});
