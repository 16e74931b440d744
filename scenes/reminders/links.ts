import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to reminders and to when they come. */

export const setLeadsDialog = dialogRef('set-leads');
export const setQuietDialog = dialogRef('set-quiet');
export const setDigestDialog = dialogRef('set-digest');
export const setEveningDialog = dialogRef('set-evening');

/** `apart`: the message is of several contacts, and what the button opens stands below it. */
const rung = (id: string, revision: number, apart: boolean) => [id, revision, apart ? 1 : 0];

export const reminderLinks = defineLinks('rem', {
  happened: rung,
  move: rung,
  cancel: rung,
  open: rung,
  snooze: rung,
  back: rung,
  put: (id: string, revision: number, until: string) => [id, revision, until],
});

export const eveningLinks = defineLinks('ev', { closed: (id: string, revision: number) => [id, revision] });
