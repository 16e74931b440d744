import { format, isDateFormat } from 'numfmt';

/** Patterns that a workbook names by number alone; the others of these are plain numbers. */
const BUILTIN: Readonly<Record<number, string>> = {
  14: 'mm-dd-yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
};
/** Days between the two beginnings that workbooks count from. */
const SINCE_1904 = 1462;

export interface ShownValue {
  /** Of dates that follow the reader's country. */
  locale: string;
  /** Days are counted from 1904. */
  is1904: boolean;
}

export const patternOf = (id: number, own: ReadonlyMap<number, string>): string =>
  own.get(id) ?? BUILTIN[id] ?? 'General';

/** A number as a sheet shows it; but long ones with all of their digits. */
export function shownNumber(text: string, pattern: string, { locale, is1904 }: ShownValue): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (isDateFormat(pattern))
    return formatted(dateFor(pattern, locale), value + (is1904 ? SINCE_1904 : 0), locale) ?? text;
  // Zeros in front, brackets and dashes are of the format; amounts and exponents are not what was meant.
  if (pattern === 'General' || !/^[0()\s+"\\-]*0{3,}|0{2,}[-\s)]/.test(pattern)) return plainNumber(value, text);
  return formatted(pattern, value, locale) ?? plainNumber(value, text);
}

const plainNumber = (value: number, text: string): string => {
  if (!Number.isInteger(value)) return String(value);
  return /^-?\d+$/.test(text) ? text : BigInt(value).toString();
};

/** The built-in short date looks as it does where the reader is. */
function dateFor(pattern: string, locale: string): string {
  const [short, time] = /^(mm-dd-yy|m\/d\/yyyy|m\/d\/yy|mm\/dd\/yy)( h:mm)?/i.exec(pattern)?.slice(1) ?? [];
  if (short === undefined) return pattern;
  return `${locale === 'ru' ? 'dd.mm.yyyy' : 'yyyy-mm-dd'}${time ? ' hh:mm' : ''}`;
}

function formatted(pattern: string, value: number, locale: string): string | undefined {
  try {
    return format(pattern, value, { locale: locale === 'ru' ? 'ru-RU' : 'en-US', throws: true });
  } catch {
    return undefined;
  }
}
