import { absolutePeriod, type ReportPeriod, type ReportSettings } from '../../src/domain/report/report.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import type { ChartWords } from '../../src/reports/chart-spec.ts';
import type { ReportReader } from './report-names.ts';

const numbersIn = (language: 'ru' | 'en') => {
  const grouped = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const bare = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    number: (value: number) => grouped.format(value),
    percent: (value: number) => share.format(value),
    /** Percent without its sign, for a column that has it in its head. */
    percents: (value: number) => bare.format(value * 100),
    /** Hours and minutes: `12:05`. */
    minutes: (value: number) => `${Math.floor(value / 60)}:${String(Math.round(value % 60)).padStart(2, '0')}`,
    change: (value: number, show: (value: number) => string = String) =>
      value === 0 ? '=' : `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`,
  };
};

// Made once: a formatter takes longer to make than all the numbers of a table to write.
const numbers = { ru: numbersIn('ru'), en: numbersIn('en') };

/** How numbers of a report are written: in a table without gaps, in a picture as people read them. */
export const reportNumbers = (language: 'ru' | 'en') => numbers[language];

/** "Activity by manager, client" or "ABC analysis: Clients, activity". */
export function reportTitle({ t }: Pick<ReportReader, 't'>, { measure, abc, groups }: ReportSettings): string {
  const { report } = t;
  if (abc) return `${report.abc}: ${report.abcOf[abc]}, ${report.measure[measure].toLowerCase()}`;
  const fields = groups.map((field) => report.group[field]).join(' › ');
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

/** The words of a picture. */
export function chartWords(reader: ReportReader, settings: ReportSettings): ChartWords {
  const { t, user } = reader;
  const { report } = t;
  const written = reportNumbers(user.language);
  const cutoff = (share: number) => written.percent(share);
  return {
    ...written,
    title: reportTitle(reader, settings),
    subtitle: periodLabel(reader, settings.period),
    others: report.others,
    rest: report.rest,
    now: report.now,
    before: report.before,
    classes: report.classes(cutoff(settings.cutoffs.a), cutoff(settings.cutoffs.b)),
    running: report.running,
  };
}
