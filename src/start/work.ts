import { jobViews } from '../../scenes/index.ts';
import { createExports } from '../../scenes/journal/journal-export.ts';
import { sendContactNews } from '../../scenes/reminders/contact-news.ts';
import { sendNotice } from '../../scenes/reminders/digest.ts';
import { sendReminders } from '../../scenes/reminders/reminder.ts';
import { sendDueReport } from '../../scenes/reports/report-scheduled.ts';
import { sendWeekLetter } from '../../scenes/reports/week-letter.ts';
import { tellOfJob } from '../../scenes/shared/job-card.ts';
import { createJobs } from '../jobs/index.ts';
import { jobKinds } from '../jobs/kinds.ts';
import { createContactNewsWork } from '../reminders/contact-news.ts';
import { createContactReminders } from '../reminders/contact-reminders.ts';
import { createDigests } from '../reminders/digests.ts';
import { createScheduledReports } from '../reminders/scheduled-reports.ts';
import { createWeekLetterWork } from '../reminders/week-letters.ts';
import type { Kit } from '../telegram/context.ts';
import { createFileCopier } from '../telegram/messages/file-copier.ts';
import { bytesOf } from '../telegram/messages/files.ts';
import type { Call } from '../telegram/transport/api.ts';
import {
  announced,
  type Background,
  createBackground,
  type Source,
  sourceOf,
} from '../telegram/transport/background.ts';
import type { Undo } from './undo.ts';

/** Long work that was asked for in the chat: imports, merges, hand-overs, exports. */
export function startJobs(kit: Kit, undo: Undo[]): void {
  const { store, now, log } = kit;
  const exports = createExports(kit);
  const jobs = createJobs({
    store,
    kinds: [...jobKinds({ store, now, file: (file) => bytesOf(kit, file) }), exports.kind],
    now,
    log,
    notify: tellOfJob(kit, { ...jobViews, export: exports.view }),
  });
  jobs.start();
  undo.push(() => jobs.stop());
}

/** Background messages that are due and not sent yet, as far as this instance has looked. */
export const waitingIn = (background: Background): number =>
  Object.values(background.state().waiting).reduce((sum, count) => sum + count, 0);

interface BackgroundOptions {
  /** The Bot API without the pace of answers: background messages have their own. */
  call: Call;
  /** What else is due to be sent. */
  letters: Source;
  /** Calls that answers made lately, which background messages make room for. */
  others: () => number;
  /** Told of each chat in which a message has arrived. */
  arrived: (chat: number) => void;
  /** Counts a contact that rang. */
  reminded: (late: boolean) => void;
}

/** Messages that come by themselves: reminders, digests, scheduled reports, letters. */
export function startBackground(
  kit: Kit,
  { call, letters, others, arrived, reminded }: BackgroundOptions,
  undo: Undo[],
): Background {
  const { store, now, log } = kit;
  const remind = sendReminders(kit);
  const background = createBackground({
    sources: [
      sourceOf(createContactReminders(store), async (reminders, paced) => {
        await remind(reminders, paced);
        for (const { late } of reminders.rung) reminded(late);
      }),
      sourceOf(createContactNewsWork(store), sendContactNews(kit)),
      sourceOf(createDigests(store), sendNotice(kit)),
      sourceOf(createScheduledReports(store), sendDueReport(kit)),
      sourceOf(createWeekLetterWork(store), sendWeekLetter(kit)),
      letters,
    ].map((source) => announced(source, arrived)),
    call,
    lease: store.leases,
    now,
    log,
    blocked: (user) => store.users.setReachable(user, false),
    others,
  });
  background.start();
  undo.push(() => background.stop());
  const copier = createFileCopier(kit);
  copier.start();
  undo.push(() => copier.stop());
  return background;
}
