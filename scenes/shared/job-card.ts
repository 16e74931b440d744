import { isId } from '../../src/domain/id.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Job } from '../../src/store/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Button, type Card, redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { jobLinks } from './links.ts';

/** How one kind of job shows itself. A kind without a view works in silence. */
export interface JobView {
  icon: string;
  /** Default: the kind's title in the texts. */
  title?(t: Texts, job: Job): string;
  /** What was done so far, counted. */
  lines?(t: Texts, job: Job): string[];
  /** Whether its user may stop it in the middle. */
  stoppable?: boolean;
  /** Buttons under the report. */
  rows?(t: Texts, job: Job): Button[][];
  /** The card in place of the usual report. */
  report?(kit: Kit, user: User, job: Job): Promise<Card | undefined>;
  /** Sends one more message after the report: a file. */
  after?(kit: Kit, user: User, job: Job): Promise<void>;
}

const BAR = 12;

/** `▓▓▓▓░░░░ 40%`, so that progress is seen without reading. */
function bar(done: number, total: number): string {
  const share = Math.min(1, total === 0 ? 0 : done / total);
  const full = Math.round(share * BAR);
  return `${'▓'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(share * 100)}%`;
}

const titleOf = (t: Texts, view: JobView, job: Job): string =>
  `${view.icon} ${view.title?.(t, job) ?? t.job.title[job.kind] ?? job.kind}`;

function progressCard(t: Texts, view: JobView, job: Job): Card {
  const { done, total } = job.progress;
  const far = total > 0 ? `${bar(done, total)}\n${t.job.progress(done, total)}` : t.job.begun;
  return {
    html: join([b(titleOf(t, view, job)), escapeHtml(far)], '\n\n'),
    rows: view.stoppable ? [[{ text: `⏹ ${t.common.stop}`, data: jobLinks.stop(job.id) }]] : [],
  };
}

function reportCard(t: Texts, view: JobView, job: Job, outcome: NonNullable<Job['outcome']>): Card {
  const lines = [...(view.lines?.(t, job) ?? []), ...(outcome === 'failed' ? [t.job.failedBecause] : [])];
  return {
    html: join([b(`${titleOf(t, view, job)}: ${t.job.outcome[outcome]}`), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: outcome === 'done' ? (view.rows?.(t, job) ?? []) : [],
  };
}

/**
 * Tells the user who wanted a job how far it is, on one card edited in place, and what became of it, by a message of its own,
 * so that the phone rings. One who cannot be reached stops no job.
 */
export const tellOfJob =
  (kit: Kit, views: Record<string, JobView>) =>
  async (job: Job): Promise<void> => {
    const view = views[job.kind];
    const user = view && (await kit.store.users.get(job.by));
    if (!view || !user) return;
    const t = texts[user.language];
    try {
      if (job.outcome === undefined) return await tellProgress(kit, job, progressCard(t, view, job));
      await tellEnd(kit, user, job, view, reportCard(t, view, job, job.outcome));
    } catch (error) {
      const kind = faultKind(error);
      if (kind === 'blocked') await kit.store.users.setReachable(user.id, false);
      else if (kind !== 'expected') throw error;
    }
  };

/** The report, what comes after it, and the end of the progress card: each once, also where a later one has to be tried again. */
async function tellEnd(kit: Kit, user: User, job: Job, view: JobView, usual: Card): Promise<void> {
  const parts: (() => Promise<unknown>)[] = [
    async () => sendCard(kit.call, user.id, (job.outcome === 'done' && (await view.report?.(kit, user, job))) || usual),
    async () => view.after?.(kit, user, job),
    async () => job.card !== undefined && kit.call('deleteMessage', { chat_id: user.id, message_id: job.card }),
  ];
  for (const [index, part] of parts.entries()) {
    if (index < (job.told ?? 0)) continue;
    await part();
    await kit.store.jobs.setTold(job.id, index + 1);
  }
}

async function tellProgress(kit: Kit, job: Job, card: Card): Promise<void> {
  const message =
    job.card === undefined
      ? await sendCard(kit.call, job.by, card)
      : await redrawCard(kit.call, job.by, job.card, card);
  if (message !== job.card) await kit.store.jobs.setCard(job.id, message);
}

export const jobScreen = defineScreen(jobLinks, {
  async stop(ctx, id) {
    const stopped = isId(id) && (await ctx.kit.store.jobs.stop(id, ctx.user.id, ctx.at));
    await ctx.say(stopped ? ctx.t.job.stopping : ctx.t.job.over);
  },
});
