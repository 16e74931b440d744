import { freshFilter, type JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { freshSettings, type ReportSettings } from '../../src/domain/report/report.ts';
import { addGlances, doneShare, type Glance } from '../../src/domain/report/views.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { currentPeriod, shiftPeriod } from '../../src/domain/time/period.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { sendCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { settingsLinks } from '../home/links.ts';
import { weekLetterLinks } from './links.ts';
import { changeSettings } from './open-report.ts';
import { managerNames, type ReportReader } from './report-names.ts';
import { runReport } from './report-run.ts';
import { showResult } from './report-show.ts';
import { chartOf } from './report-view.ts';
import { reportNumbers } from './report-words.ts';
import { missedClients } from './views/coverage.ts';

/** So many names are told in a line. */
const NAMES = 3;

interface Week {
  now: Glance;
  before: Glance;
  /** Managers without anything planned; open plans by manager, the most first; clients that are missed. */
  planless: string[];
  overdue: { name: string; count: number }[];
  missed: { total: number; names: string[] };
}

/** Last week at a glance, against the one before: all managers for a supervisor, else one's own. */
function weekSettings({ user, at }: ReportReader): ReportSettings {
  const fresh = freshSettings(at, user.zone);
  const filter = supervises(user) ? fresh.filter : { ...fresh.filter, manager: user.id };
  return { ...fresh, filter, period: { kind: 'week', back: 1 }, compare: true };
}

async function weekOf(reader: ReportReader): Promise<Week> {
  const { kit, user, at } = reader;
  const { overviews, users } = kit.store;
  const whose = supervises(user) ? {} : { manager: user.id };
  const filter: JournalFilter = { ...freshFilter(at, user.zone), ...whose };
  const reading = { now: at, zone: user.zone };
  const thisWeek = currentPeriod('week', at, user.zone);
  const weekBack = (back: number) => ({ ...filter, period: shiftPeriod(thisWeek, -back, user.zone) });
  const glance = (of: JournalFilter) => overviews.glance(user, { filter: of, reading });
  const [now, before, ahead, open, missed, active] = await Promise.all([
    glance(weekBack(1)),
    glance(weekBack(2)),
    glance({ ...filter, period: { kind: 'range', from: at } }),
    glance({ ...filter, period: { kind: 'all' }, overdue: true }),
    missedClients(reader, { ...filter, period: currentPeriod('year', at, user.zone) }),
    users.active(),
  ]);
  const names = await managerNames(reader, [...open.keys()]);
  const managers = active.filter(({ id, role }) => (supervises(user) ? role === 'manager' : id === user.id));
  return {
    now: addGlances([...now.values()]),
    before: addGlances([...before.values()]),
    planless: managers.filter(({ id }) => (ahead.get(id)?.ahead ?? 0) === 0).map(({ name }) => name),
    overdue: [...open]
      .map(([id, { overdue }]) => ({ name: names(id), count: overdue }))
      .filter(({ count }) => count > 0)
      .sort((x, y) => y.count - x.count),
    missed,
  };
}

/** Five lines: what happened against the week before, how it was done, who has no plan, what is overdue, who is silent. */
function linesOf({ t, user }: ReportReader, { now, before, planless, overdue, missed }: Week): string[] {
  const { letter } = t.report;
  const { number, changed, percent } = reportNumbers(user.language);
  const some = (names: readonly string[]) =>
    names.slice(0, NAMES).join(', ') + (names.length > NAMES ? ` ${letter.andMore(names.length - NAMES)}` : '');
  const late = overdue.reduce((sum, { count }) => sum + count, 0);
  const worst = overdue.map(({ name, count }) => `${name} ${count}`);
  const all = supervises(user);
  return [
    `✅ ${letter.happened(number(now.happened), changed(now.happened, before.happened, number))}`,
    `📈 ${letter.done(percent(doneShare(now) ?? 0), number(now.newClients), number(now.letters))}`,
    `🟢 ${planless.length === 0 ? letter.allPlan : all ? letter.planless(some(planless)) : letter.noPlan}`,
    `🔴 ${late === 0 ? letter.nothingOverdue : letter.overdue(number(late), all ? some(worst) : '')}`,
    `🔕 ${missed.total === 0 ? letter.noneSilent : letter.silent(number(missed.total), some(missed.names))}`,
  ];
}

const isNews = ({ now, before, overdue, missed }: Week): boolean =>
  now.happened + before.happened + now.cancelled + overdue.length + missed.total > 0;

/** Sends the week's letter: a picture and five lines. A week without anything to say is passed over. */
export const sendWeekLetter =
  (kit: Kit) =>
  async ({ user, at }: { user: User; at: Date }, call: Call): Promise<unknown> => {
    const reader: ReportReader = { kit, user, t: texts[user.language], at };
    const { letter } = reader.t.report;
    const week = await weekOf(reader);
    if (!isNews(week)) return undefined;
    const outcome = await runReport(reader, weekSettings(reader));
    const spec = 'found' in outcome ? chartOf(reader, outcome.found) : undefined;
    // Without its picture a letter is still a letter.
    const png = await (spec && kit.render.draw(spec))?.catch((error: unknown) => {
      kit.log('error', 'report.not-drawn', { error });
      return undefined;
    });
    if (png) {
      await call('sendPhoto', {
        chat_id: user.id,
        photo: { source: png, filename: 'week.png' },
        caption: letter.title,
      });
    }
    return sendCard(call, user.id, {
      html: join([b(`📬 ${letter.title}`), escapeHtml(cut(linesOf(reader, week).join('\n'), 3000))], '\n\n'),
      rows: [
        [
          { text: `▶️ ${reader.t.common.open}`, data: weekLetterLinks.open() },
          { text: `🔕 ${letter.off}`, data: weekLetterLinks.off() },
        ],
      ],
    });
  };

export const weekLetterScreen = defineScreen(weekLetterLinks, {
  async open(ctx: Ctx) {
    await ctx.kit.store.savedReports.begin(ctx.user.id);
    const reader: ReportReader = { kit: ctx.kit, user: ctx.user, t: ctx.t, at: ctx.at };
    // The letter stays: it is an answer to come back to.
    await showResult(ctx, await changeSettings(ctx, weekSettings(reader)), 0, true, true);
  },
  async off(ctx: Ctx) {
    await ctx.kit.store.weekLetters.set(ctx.user, false, ctx.at);
    await ctx.say(ctx.t.report.letter.offNow);
  },
  setting: showSetting,
  async turn(ctx: Ctx, on) {
    await ctx.kit.store.weekLetters.set(ctx.user, on === '1', ctx.at);
    await showSetting(ctx);
  },
});

/** Whether the letter comes, and the tap that changes it. */
async function showSetting(ctx: Ctx): Promise<void> {
  const { letter, days } = ctx.t.report;
  const on = await ctx.kit.store.weekLetters.isOn(ctx.user.id);
  const state = on ? `${days[1]}, 09:00` : ctx.t.reminder.off;
  const turn = on ? `🔕 ${letter.off}` : `🔔 ${letter.on}`;
  await ctx.show({
    html: join([b(`📬 ${letter.setting}`), escapeHtml(state), escapeHtml(letter.about)], '\n\n'),
    rows: [
      [{ text: turn, data: weekLetterLinks.turn(!on) }],
      [{ text: `‹ ${ctx.t.common.back}`, data: settingsLinks.show() }],
    ],
  });
}
