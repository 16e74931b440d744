import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to long work under way. */
export const jobLinks = defineLinks('job', { stop: (id: string) => [id] });
