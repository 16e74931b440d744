import type { Language } from '../../src/domain/user.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to the first screen and to a user's own settings. */

export const timeZoneDialog = dialogRef<{ zone?: string }>('time-zone');

export const homeLinks = defineLinks('h', {
  new: () => [],
  plan: () => [],
  today: () => [],
  journal: () => [],
  calendar: () => [],
  clients: () => [],
  mail: () => [],
  report: () => [],
  /** Asks for the time zone; with the IANA id of one that was offered, takes that. */
  zone: (id?: string) => [id],
});

/** What can be sent to the bot besides a line. */
export type Sendable = 'photo' | 'voice' | 'forward' | 'card';

export const helpLinks = defineLinks('hp', {
  line: (index: number) => [index],
  how: (kind: Sendable) => [kind],
});

export const settingsLinks = defineLinks('set', {
  show: () => [],
  zone: () => [],
  leads: () => [],
  quiet: () => [],
  digest: () => [],
  evening: () => [],
  days: () => [],
  day: (day: number, on: 0 | 1) => [day, on],
  language: (language: Language) => [language],
  signature: () => [],
  quotes: (on: 0 | 1) => [on],
  answers: (how: 'register' | 'ask') => [how],
});
