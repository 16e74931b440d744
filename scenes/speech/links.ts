import { defineLinks } from '../../src/telegram/messages/links.ts';

/** Under the card of a voice note that could not be heard yet: it is tried again, or taken as the file it is. */
export const noteLinks = defineLinks('vn', { again: (note: string) => [note], file: (note: string) => [note] });
