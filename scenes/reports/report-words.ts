import { summarize } from '../../src/domain/report/abc.ts';
import { isTime } from '../../src/domain/report/grouping.ts';
import { absolutePeriod, classedBy, type ReportPeriod, type ReportSettings } from '../../src/domain/report/report.ts';
import { stabilityStretches } from '../../src/domain/report/stability.ts';
import { isMeasured } from '../../src/domain/report/views.ts';
import { type Period, periodRange } from '../../src/domain/time/period.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import { showMoment, showSpanShort, showStretch } from '../../src/i18n/spans.ts';
import { type ChartWords, showAs } from '../../src/reports/chart-parts.ts';
import { valuedBy } from '../../src/reports/chart-spec.ts';
import type { ParetoWords } from '../../src/reports/pareto-spec.ts';
import type { ReportReader } from './report-names.ts';
import type { Found } from './report-run.ts';

/** With its sign; nothing is "=". */
const signed = (value: number, shown: string): string => (value === 0 ? '=' : `${value < 0 ? '−' : '+'}${shown}`);

const numbersIn = (language: 'ru' | 'en') => {
  const grouped = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  const bare = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const change = (value: number, show: (value: number) => string = String) => signed(value, show(Math.abs(value)));
  return {
    number: (value: number) => grouped.format(value),
    /** Hundredths of a currency as a number, with both places only where it is not whole. */
    amount: (value: number) => (value % 100 === 0 ? grouped : cents).format(value / 100),
    /** The same in a few characters: `1.2M`. */
    compact: (value: number) => short.format(value / 100),
    percent: (value: number) => share.format(value),
    /** Percent without its sign, for a column that has it in its head. */
    percents: (value: number) => bare.format(value * 100),
    /** Hours and minutes: `12:05`. */
    minutes: (value: number) => `${Math.floor(value / 60)}:${String(Math.round(value % 60)).padStart(2, '0')}`,
    change,
    /** The change in whole percent without the sign of percent; "—" where there was nothing to change from. */
    changePercents: (now: number, before: number) => {
      const percents = before === 0 ? 0 : Math.round(((now - before) / before) * 100);
      return before === 0 ? (now === 0 ? '=' : '—') : signed(percents, String(Math.abs(percents)));
    },
    /** `+3, +20 %` */
    changed: (now: number, before: number, show: (value: number) => string) => {
      const ratio = before === 0 ? 0 : (now - before) / before;
      return ratio === 0
        ? change(now - before, show)
        : `${change(now - before, show)}, ${signed(ratio, whole.format(Math.abs(ratio)))}`;
    },
  };
};

// Made once: a formatter takes longer to make than all the numbers of a table to write.
const numbers = { ru: numbersIn('ru'), en: numbersIn('en') };

/** How numbers of a report are written: in a table without gaps, in a picture as people read them. */
export const reportNumbers = (language: 'ru' | 'en') => numbers[language];

/** "Activity by manager, client" or "ABC analysis: Clients, activity". `drawn`: a picture shows no third field. */
export function reportTitle(
  { t }: Pick<ReportReader, 't'>,
  { measure, abc, abcBy, groups, view, by = 'manager' }: ReportSettings,
  drawn = groups.length,
): string {
  const { report } = t;
  if (view === 'trend')
    return `${report.views.trend}: ${report.measure[measure].toLowerCase()}, ${report.group[by].toLowerCase()}`;
  if (view)
    return isMeasured(view) ? `${report.views[view]}: ${report.measure[measure].toLowerCase()}` : report.views[view];
  const timed = abcBy ? `, ${report.sort[abcBy].toLowerCase()}` : '';
  if (abc) return `${report.abc}: ${report.abcOf[abc]}, ${report.measure[measure].toLowerCase()}${timed}`;
  const fields = groups
    .slice(0, drawn)
    .map((field) => report.group[field])
    .join(' › ');
  return fields ? `${report.measure[measure]}: ${fields}` : report.measure[measure];
}

/** "last week · 16–22 Nov 2026": what the period means today, and in words where it has some. */
export function periodLabel(reader: ReportReader, period: ReportPeriod): string {
  const { at, user, t } = reader;
  const exact = showPeriod(absolutePeriod(period, at, user.zone), at, user);
  // A day is told in words already.
  if (!('back' in period) || period.kind === 'day') return exact;
  const word = t.report.period[period.kind][period.back === -1 ? 2 : period.back];
  return period.back >= -1 && period.back <= 1 && word ? `${exact} (${word})` : exact;
}

/** Both stretches that are compared, in one line; undefined where nothing is. */
export function comparisonLine(reader: ReportReader, { comparison }: Pick<Found, 'comparison'>): string | undefined {
  if (!comparison) return undefined;
  const stretch = (period: Period): string => {
    const { from, to } = periodRange(period, reader.user.zone);
    return from && to ? showStretch({ from, to }, reader.user) : '';
  };
  return reader.t.report.compared(stretch(comparison.now), stretch(comparison.before));
}

/** What a report looks at: its period, or the spans of a trend. */
export function foundPeriod(reader: ReportReader, { view, period, span = 'week' }: ReportSettings): string {
  if (view === 'trend') return reader.t.report.trend.spans[span];
  if (view === 'stability') return showStretch(stabilityStretches(reader.at, reader.user.zone), reader.user);
  return periodLabel(reader, period);
}

/** What was counted, in which period, against what, and what the filter leaves: a line each, without pictures. */
export function foundLines(reader: ReportReader, found: Found): string[] {
  const compared = comparisonLine(reader, found);
  return [foundPeriod(reader, found.settings), ...(compared === undefined ? [] : [compared]), ...found.narrowing];
}

/** "A: 26 clients, 79.8 % · B: 31 clients, 15.1 % · C: 40 clients, 5.1 %" */
export function classLine({ t, user }: ReportReader, { classes, settings: { abc } }: Found): string {
  if (!abc) return '';
  const { percent } = reportNumbers(user.language);
  return summarize(classes?.values ?? [])
    .map((one) => t.report.classLine(one.class, t.report.abcCount[abc](one.rows), percent(one.share)))
    .join(' · ');
}

/** When a picture or workbook was made, in the reader's zone. */
export const madeLine = ({ t, user, at }: ReportReader): string => t.report.made(showMoment(at, user));

/** The words of a picture. */
export function chartWords(reader: ReportReader, found: Found): ChartWords {
  const { t, user } = reader;
  const { report } = t;
  const { settings, counts } = found;
  const written = reportNumbers(user.language);
  const by = settings.abc ? classedBy(settings) : valuedBy(counts, settings.sort);
  const words = {
    ...written,
    change: written.changed,
    title: reportTitle(reader, settings, isTime(settings.groups[2]) ? 2 : Math.min(2, settings.groups.length)),
    foot: madeLine(reader),
    others: (count: number) => report.others(count),
    rest: report.rest,
    now: report.now,
    before: report.before,
    coarser: report.coarser,
    span: (key: unknown) => showSpanShort(String(key), user),
  };
  const total = showAs(by, words)(counts[by]);
  const counted = settings.view === undefined || settings.view === 'trend' ? [report.unit[by](total)] : [];
  return { ...words, lines: [...foundLines(reader, found), ...counted] };
}

/** The words of a Pareto chart: its classes summed up first, and what has no class told. */
export function paretoWords(reader: ReportReader, found: Found): ParetoWords {
  const { report } = reader.t;
  const { percent } = reportNumbers(reader.user.language);
  const { cutoffs } = found.settings;
  const { lines, ...words } = chartWords(reader, found);
  const excluded = excludedLine(reader, found);
  return {
    ...words,
    lines: [classLine(reader, found), ...lines, ...(excluded === undefined ? [] : [excluded])],
    classes: report.classes(percent(cutoffs.a), percent(cutoffs.b)),
    more: report.more,
    value: showAs(classedBy(found.settings), words),
  };
}

/** How many contacts have no value, and how many rows no duration, and therefore no class. */
export function excludedLine({ t }: ReportReader, { settings: { abc }, classes }: Found): string | undefined {
  if (!abc || !classes) return undefined;
  const { report } = t;
  const lines = [
    ...(classes.excluded > 0 ? [report.excluded(report.none[abc], classes.excluded)] : []),
    ...(classes.untimed > 0 ? [report.untimed(report.abcCount[abc](classes.untimed))] : []),
  ];
  return lines.length > 0 ? lines.join('. ') : undefined;
}

/** Whether several rows are equal, so that it is worth a line why they share a class. */
export const hasEqual = ({ classes }: Found): boolean => (classes?.values ?? []).some(({ rows }) => rows > 1);
