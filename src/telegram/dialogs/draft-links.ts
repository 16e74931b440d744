import { defineLinks } from '../messages/links.ts';

/** Buttons of dialogs put aside: each goes on with one of them, or throws them all away. */
export const draftLinks = defineLinks('draft', {
  resume: (draft: string) => [draft],
  drop: () => [],
  dropyes: () => [],
  keep: () => [],
});
