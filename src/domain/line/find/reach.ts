import { findEmails } from '../../client/email.ts';
import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import { inFigures } from '../../time/spoken.ts';
import type { Line } from './line.ts';

/** A phone or an e-mail address as it stands in the line, and where. */
export interface Reach {
  value: string;
  span: Span;
}

/** Seven digits or more with the marks of phones between them, and no sum: "8-812-309-44-17", "020 7946 0112", "555-0178". */
const PHONE = regExp(
  String.raw`(?<![\p{L}\d.,№#$£€-])(?:\+\d[\d\s()-]{8,18}\d|8[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}|8[\s(-]{0,2}\d{4}[\s)-]{0,2}\d{2}-\d{2}-\d{2}|0\d{4}[\s-]\d{6}|0\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4}|\(?\d{3}\)?[\s-]\d{3}-\d{2}-\d{2}|\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4}|\d{3}-\d{4}|\d{3}-\d{2}-\d{2}|[78]\d{10}|9\d{9}|0\d{10})(?![\d%]|[.,]\d)`,
  'gu',
);

export function phoneIn(line: Line): Reach | undefined {
  const match = PHONE.exec(line.folded);
  PHONE.lastIndex = 0;
  if (match)
    return {
      value: line.raw.slice(match.index, match.index + match[0].length).trim(),
      span: [match.index, match.index + match[0].length],
    };
  // Spelt in words: "восемь девятьсот двадцать шесть ...".
  const figures = inFigures(line.folded);
  const spelt =
    /(?<!\d)(?:\+?7|8)(?: \d{1,3}){3,10}(?!\d)/u.exec(figures.text) ??
    /(?<!\d)0\d?(?: \d{1,3}){5,10}(?!\d)/u.exec(figures.text);
  const digits = spelt && digitsOf(spelt[0], 11);
  if (!spelt || !digits) return undefined;
  return { value: digits.digits, span: figures.origin([spelt.index, spelt.index + digits.length]) };
}

/** The first so many digits, and how long they stand in the text. */
function digitsOf(text: string, count: number): { digits: string; length: number } | undefined {
  let digits = '';
  for (const [length, sign] of [...text].entries()) {
    if (/\d/.test(sign)) digits += sign;
    if (digits.length === count) return { digits, length: length + 1 };
  }
  return undefined;
}

const SPELT_EMAIL = regExp(
  String.raw`(?<!\p{L})((?:[\p{L}\d_]+ (?:точка|дефис|тире|подчеркивание|нижнее подчеркивание|dot|dash|underscore) ){0,3}[\p{L}\d_.-]+) (?:собака|собачка|at) ((?:[\p{L}\d-]+ ?(?:точка|dot|\.) ?){1,3}(?:ру|ру|ком|нет|орг|су|com|ru|net|org|example|io|co|uk))(?!\p{L})`,
  'iu',
);
const SPOKEN = new Map([
  ['точка', '.'],
  ['dot', '.'],
  ['дефис', '-'],
  ['тире', '-'],
  ['dash', '-'],
  ['подчеркивание', '_'],
  ['underscore', '_'],
  ['ру', 'ru'],
  ['ком', 'com'],
  ['нет', 'net'],
  ['орг', 'org'],
  ['су', 'su'],
]);

export function emailIn(line: Line): Reach | undefined {
  for (const { text, raw, span } of line.tokens) {
    if (text.includes('@') && findEmails(text).length > 0) return { value: raw.replace(/[.,;:]+$/, ''), span };
  }
  const match = SPELT_EMAIL.exec(line.folded);
  if (!match) return undefined;
  const said = (words: string | undefined) =>
    (words ?? '')
      .split(' ')
      .map((word) => SPOKEN.get(word.toLowerCase()) ?? word)
      .join('');
  const value = `${said(match[1])}@${said(match[2])}`.toLowerCase();
  return /^[a-z\d._-]+@(?:[a-z\d-]+\.)+[a-z]{2,}$/.test(value)
    ? { value, span: [match.index, match.index + match[0].length] }
    : undefined;
}
