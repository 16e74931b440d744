import type { CaseVerdict } from './judge.ts';

export interface CaseResult {
  id: string;
  lang: string;
  style: string;
  verdict: CaseVerdict;
  lost: readonly string[];
}

const COLUMNS = ['lines', 'right', 'oneTap', 'asked', 'silentlyWrong', 'other', 'lost'] as const;
type Total = Record<(typeof COLUMNS)[number], number>;

/** The outcomes counted: right, one tap, asked, silently wrong and other are disjoint and make up all lines. */
export function totalOf(results: readonly CaseResult[]): Total {
  const count = (verdict: CaseVerdict) => results.filter((one) => one.verdict === verdict).length;
  return {
    lines: results.length,
    right: count('right'),
    oneTap: count('oneTap'),
    asked: count('asked'),
    silentlyWrong: count('silentlyWrong'),
    other: count('other'),
    lost: results.filter(({ lost }) => lost.length > 0).length,
  };
}

/** A line for each language and style, and one for all, with shares of the lines. */
export function tableOf(results: readonly CaseResult[]): string {
  const groups = [...new Set(results.map(({ lang, style }) => `${lang} ${style}`))].sort();
  const row = (name: string, total: Total) =>
    [name.padEnd(16), ...COLUMNS.map((column) => shareOf(total, column).padStart(15))].join('');
  return [
    ['', ...COLUMNS].map((title, index) => (index === 0 ? title.padEnd(16) : title.padStart(15))).join(''),
    ...groups.map((name) => row(name, totalOf(results.filter(({ lang, style }) => `${lang} ${style}` === name)))),
    row('all', totalOf(results)),
  ].join('\n');
}

function shareOf(total: Total, column: keyof Total): string {
  if (column === 'lines') return String(total.lines);
  return `${total[column]} (${Math.round((100 * total[column]) / Math.max(1, total.lines))} %)`;
}
