import { DateTime } from 'luxon';
import type { CellKind, SheetCell } from '../domain/report/sheet.ts';
import type { Language } from '../domain/user.ts';

const MINUTES_A_DAY = 1440;
/** Excel takes no more in a cell. */
const LETTERS = 32_767;

/** The tag by which a spreadsheet names months in the reader's language, whatever its own is. */
const TAGS: Record<Language, string> = { ru: '[$-419]', en: '[$-809]' };

/** How the values of a column are written. Thousands and decimals are the spreadsheet's own, as its user has set it. */
export function cellFormatOf(kind: CellKind, language: Language): string | undefined {
  const tag = TAGS[language];
  const day = language === 'ru' ? 'dd.mm.yyyy' : `${tag}d mmm yyyy`;
  const formats: Record<CellKind, string | undefined> = {
    text: undefined,
    count: '#,##0',
    change: '+#,##0;-#,##0;0',
    minutes: '[h]:mm',
    amount: '#,##0.00',
    changeMinutes: '+[h]:mm;-[h]:mm;0',
    share: '0.0%',
    changeShare: '+0.0%;-0.0%;0.0%',
    day,
    week: day,
    date: day,
    month: `${tag}mmmm yyyy`,
  };
  return formats[kind];
}

const isTime = (kind: CellKind): boolean => kind === 'day' || kind === 'week' || kind === 'month' || kind === 'date';

/** The value as a spreadsheet types it. Text stays text, whatever it begins with: a client called "=1+1" is not a formula. */
export function typedValue(cell: SheetCell, kind: CellKind): string | number | Date | null {
  if (cell === null) return null;
  if (kind === 'minutes' || kind === 'changeMinutes') return Number(cell) / MINUTES_A_DAY;
  if (kind === 'amount') return Number(cell) / 100;
  if (isTime(kind)) {
    const first = DateTime.fromISO(String(cell), { zone: 'utc' });
    if (first.isValid) return first.toJSDate();
  }
  // XML takes no control characters; a file with one in it does not open.
  return typeof cell === 'string' ? cell.replace(/[^\P{Cc}\n\t]/gu, '').slice(0, LETTERS) : cell;
}

/** About how many characters a cell shows. */
export function shownLength(cell: SheetCell, kind: CellKind): number {
  if (cell === null) return 0;
  if (kind === 'text') return String(cell).length;
  if (kind === 'month') return 14;
  if (isTime(kind)) return 11;
  // With what groups thousands.
  return kind === 'count' || kind === 'change' || kind === 'amount' ? Math.ceil(String(cell).length * 1.4) + 2 : 8;
}
