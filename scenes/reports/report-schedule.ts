import { parseClock, showClock } from '../../src/domain/reminder/reminder-words.ts';
import { type ScheduleDays, scheduleDays } from '../../src/domain/report/report-schedule.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { scheduleReportDialog } from './links.ts';
import { savedReportCard, scheduledLine } from './report-saved.ts';

type ScheduleValues = { about?: { id: string; name: string }; days?: ScheduleDays; time?: string };

const TIMES = ['08:00', '09:00', '12:00', '18:00'];

const timeField: Field<string, ScheduleValues> = {
  icon: '🕘',
  label: (t) => t.report.time,
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (time) => time,
  prompt: (ctx) => ({ question: ctx.t.report.askTime, rows: [TIMES.map((time) => ({ text: time, arg: time }))] }),
  tap: (ctx, arg) => (TIMES.includes(arg) ? { set: { time: arg } } : { error: ctx.t.report.badTime }),
  take(ctx, message) {
    const read = parseClock(message.text ?? '');
    // Kept with both digits of the hour, as the times of the buttons.
    return read.ok ? { set: { time: showClock(read.value).padStart(5, '0') } } : { error: ctx.t.report.badTime };
  },
};

/** Asks on which days and at what time a saved report is to be sent. */
export const reportScheduleScene = defineForm<ScheduleValues, 'about'>(scheduleReportDialog, {
  title: (t, { about }) => `📬 ${t.report.scheduleTitle}${about ? `: ${about.name}` : ''}`,
  direct: true,
  fields: {
    days: choice<ScheduleDays, ScheduleValues>({
      icon: '📅',
      label: (t) => t.report.schedule,
      place: 'main',
      columns: 2,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.report.askDays,
      show: (days, ctx) => ctx.t.report.days[days],
      options: (ctx) => scheduleDays.map((days) => ({ arg: days, text: ctx.t.report.days[days] })),
      chosen: (arg) => ({ days: scheduleDays.find((days) => days === arg) }),
    }),
    time: timeField,
  },
  async save(ctx, { about, days = '1', time = '09:00' }) {
    const { savedReports } = ctx.kit.store;
    const report = about && (await savedReports.get(about.id));
    if (!report) return { error: ctx.t.report.savedGone };
    const due = await savedReports.setSchedule(ctx.user, report.id, { days, time }, ctx.at);
    if (due) await ctx.say(scheduledLine(ctx, ctx.t.report.days[days], time, due));
    return { card: () => savedReportCard(ctx, report) };
  },
});
