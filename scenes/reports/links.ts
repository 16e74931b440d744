import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to reports: the one on a user's card, and those saved under a name. */

export const cutoffsDialog = dialogRef('cutoffs');
export const targetDialog = dialogRef<{ about: { id: number; name: string } }>('report-target');
export const saveReportDialog = dialogRef('report-save');
export const scheduleReportDialog = dialogRef<{ about: { id: string; name: string } }>('report-schedule');

/** Each button carries the revision of the card it was drawn on: on an older one it is out of date. */
const onCard = (card: Revised) => [card.revision];
const chosen = (card: Revised, choice: string | number) => [card.revision, choice];
interface Revised {
  revision: number;
}

export const reportLinks = defineLinks('r', {
  setup: onCard,
  measure: chosen,
  shift: chosen,
  kind: chosen,
  sort: onCard,
  compare: onCard,
  abc: chosen,
  abcby: onCard,
  view: chosen,
  by: chosen,
  span: chosen,
  doctype: onCard,
  period: onCard,
  groups: onCard,
  group: chosen,
  cutoffs: onCard,
  filter: onCard,
  show: onCard,
  page: chosen,
  top: onCard,
  level: onCard,
  back: onCard,
  row: chosen,
  xlsx: onCard,
  save: onCard,
  mine: onCard,
});

/** Under the week's letter. */
export const weekLetterLinks = defineLinks('rw', {
  open: () => [],
  off: () => [],
  setting: () => [],
  turn: (on: boolean) => [on ? 1 : 0],
});

const saved = (id: string) => [id];

export const savedReportLinks = defineLinks('rs', {
  list: (page: number) => [page],
  back: () => [],
  open: saved,
  card: saved,
  share: saved,
  send: saved,
  stop: saved,
  remove: saved,
  removeyes: saved,
});
