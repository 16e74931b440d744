import { defineLinks } from '../messages/links.ts';

/** Buttons of dialogs put aside: the list of them, going on with one of them, throwing one or all away. */
export const draftLinks = defineLinks('draft', {
  resume: (draft: string) => [draft],
  forget: (draft: string) => [draft],
  list: () => [],
  drop: () => [],
  dropyes: () => [],
  keep: () => [],
});
