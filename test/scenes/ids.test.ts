import { expect, it } from 'vitest';
import { scenes, screens } from '../../scenes/index.ts';

it('gives each screen an id of its own, since a button finds its screen by it', () => {
  const ids = screens.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  // `f` is every dialog's.
  expect(ids).not.toContain('f');
});

/** What buttons of older versions carry: messages keep their buttons for years, so none of these is ever renamed. */
const BUTTONS: Record<string, string> = {
  a: 'approve decline admit',
  ad: 'open settings health newcomers',
  ar: 'whom go',
  au: 'list card role own rename back',
  c: 'open happened move cancel next more restore remove removed undo takeback document chain',
  ca: 'list open add edit off',
  cal: 'day week month who plan new idle',
  cc: 'page busy',
  ce: 'list status replan field',
  ch: 'page',
  cr: 'page',
  cl: 'open idle',
  doc: 'client list by last types periods whose open remove removed undo add find new plan file edit field contacts of',
  draft: 'resume list forget drop dropyes keep',
  dy: 'kinds list entry add rename up down retire restore values remove undo',
  ev: 'closed',
  feed: 'show ask issue revoke',
  h: 'new plan today journal calendar clients mail report zone',
  hp: 'line how',
  ic: 'list column set read first programs program',
  im: 'page go drop read attach undo undoNow keep',
  iq: 'ask say rest card complete cards',
  iw: 'who instead mode',
  j: 'show page shift period drop overdue reset filters new order fields field export file',
  jf: 'open period shift group overdue pick presence manager drop ask reset show',
  jk: 'open period shift group overdue pick presence manager drop ask reset show',
  jl: 'show page shift period drop overdue reset filters new order fields field export file',
  job: 'stop',
  l: 'open read files file register over exclude exclone exclall restore delete deleteyes contact client reply why trust invite uninvite accept decline learn person',
  le: 'change',
  lf: 'page letters groups silent touch',
  lo: 'write sent again correct enter unenter behind',
  lr: 'record',
  m: 'list mark series exclude delete deleteyes unmark fetch',
  mb: 'list open add edit test active remove removeyes',
  mg: 'show go dups sure',
  o: 'open new plan contacts journal persons person edit field merge',
  p: 'open new plan contacts journal edit field merge',
  r: 'setup measure shift kind sort compare abc abcby view by span period groups group cutoffs filter show page top level back row xlsx save mine',
  rem: 'happened move cancel open snooze back put',
  rf: 'open period shift group overdue pick presence manager drop ask reset show',
  rw: 'open off setting turn',
  rs: 'list back open card share send stop remove removeyes',
  s: 'plan stated other no',
  set: 'show zone leads quiet digest evening days day language signature quotes answers',
  sn: 'list forget',
  tp: 'list new drop',
  t: 'page',
  vn: 'again file',
};

it('understands the buttons of every message that was ever sent', () => {
  const known = new Map(screens.map(({ id, actions }) => [id, Object.keys(actions)]));
  const lost = Object.entries(BUTTONS).flatMap(([id, actions]) =>
    actions.split(' ').filter((action) => !known.get(id)?.includes(action)),
  );
  expect(lost).toEqual([]);
});

/** Dialogs are stored under these while they are open or put aside. */
const DIALOGS =
  'add-analytic attach cancel compose cutoffs dictionary-entry edit edit-client edit-document edit-person filter-document filter-organization filter-person filter-range filter-words find-client find-document happened mailbox merge move new new-client new-document new-person next plan register-letter rename-user report-save report-schedule set-digest set-evening set-leads set-quiet signature template time-zone';

it('goes on with the dialogs that an older version left open', () => {
  const known = scenes.map(({ id }) => id);
  expect(DIALOGS.split(' ').filter((id) => !known.includes(id))).toEqual([]);
});
