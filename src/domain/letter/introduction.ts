/*
 * The line that a mail program puts above the letter it quotes: "30.11.2026, 10:00, Anna <anna@...>:". There are as many of
 * them as programs; what they have in common is that they end with a colon and name a moment and a person.
 */

/** Longer ones, and those over more lines, are text. */
const LONGEST = 300;
const LINES = 4;

const MONTHS = [
  'янв|февр?|мар|апр|ма[йя]|июн|июл|авг|сент?|окт|нояб?|дек',
  'jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec',
  'січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|лист|груд',
  'sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru',
  'januar|februar|märz|mai|juni|juli|oktober|dezember|janv|févr|mars|avril|juin|juillet|août|déc',
].join('|');
const DAYS =
  '(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|mon|tue|wed|thu|fri|sat|sun)[a-z]*';
/** A day, in whatever order. */
const DATE = new RegExp(
  String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.?\s+(?:${MONTHS})[\p{L}]*\.?,?\s+(?:\d{4}|в\b)|(?:${MONTHS})[\p{L}]*\.?\s+\d{1,2},?\s+\d{4}`,
  'iu',
);
const TIME = /\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b/;
const ADDRESS = /<?[^\s<>@"]{1,64}@[^\s<>@"]{1,190}\.[^\s<>@".]{2,24}>?/;
const WROTE =
  /(?:^|[\s,»">)])(?:wrote|writes|пишет|писал|писала|написал|написала|написали|вы писали|you wrote|пише|написав|написала|napisał|napisała|pisze|schrieb|a écrit|escribió|ha scritto)(?:\((?:а|a)\))?(?:[\s,:]|$)/iu;
/** Mail.ru and others: "Monday, 30 November 2026, 10:00 +03:00 from Anna". */
const FROM = /\s(?:от|from)\s+\S/iu;
const BEGINS = new RegExp(
  String.raw`^(?:["«]?(?:on|am|le|el|в|в\s+письме\s+от)\s|${DAYS}[,.]?\s|\d{1,4}[./-]\d{1,2}|\d{1,2}\.?\s+(?:${MONTHS}))`,
  'iu',
);

/** Lines that begin what is quoted, of themselves. */
const RULES: readonly RegExp[] = [
  /^-{2,}\s?(?:original message|original-nachricht|исходное сообщение|исходное письмо|первоначальное сообщение|message d'origine).{0,40}$/iu,
  /^_{20,}$/,
  // Zoho: the introduction between dashes. Horde: no moment, but an address.
  new RegExp(String.raw`^-{2,}\s.{0,40}(?:${DATE.source}).{0,150}(?:wrote|написал(?:\(а\))?)\s-{2,}$`, 'iu'),
  /^(?:цитирую|quoting|zitat von)\s[^:]{0,120}[^\s<>@"]{1,64}@[^\s<>@"]{3,190}>?:$/iu,
];

/** Whether a text with nothing else on its lines introduces a quote. `sure`: the quote that follows shows it anyhow. */
function isIntroduction(text: string, sure: boolean): boolean {
  if (text.length > LONGEST || !/[:：]\s*$/.test(text)) return false;
  const moments = Number(DATE.test(text)) + Number(TIME.test(text));
  const named = ADDRESS.test(text);
  const wrote = WROTE.test(text);
  if (sure) return wrote || (moments > 0 && (named || BEGINS.test(text)));
  if (moments === 0) return false;
  // The line is nothing but a moment and a person: a sentence that happens to have both goes on around them.
  if (wrote && moments === 2) return BEGINS.test(text) || endsWrote(text) || /\d[\s:.\d]*:\s*$/.test(text);
  if (wrote && DATE.test(text)) return named || endsWrote(text);
  return moments === 2 && (named || FROM.test(text)) && BEGINS.test(text);
}

const endsWrote = (text: string): boolean =>
  WROTE.test(
    text
      .replace(/[:：]\s*$/, '')
      .slice(-24)
      .concat(' '),
  );

/**
 * How many lines from `index` on introduce a quote; 0 where none does. Programs break long ones over several lines.
 */
export function introduction(lines: readonly string[], index: number): number {
  const first = lines[index]?.trim() ?? '';
  if (first === '' || first.length > LONGEST) return 0;
  if (RULES.some((rule) => rule.test(first))) return 1;
  let text = '';
  for (let count = 1; count <= LINES; count++) {
    const line = lines[index + count - 1]?.trim() ?? '';
    if (line === '' || isQuoted(line)) return 0;
    text = text === '' ? line : `${text} ${line}`;
    if (text.length > LONGEST) return 0;
    if (/[:：]$/.test(line) && (count === 1 || canGoOn(first))) {
      return isIntroduction(text, quoteFollows(lines, index + count)) ? count : 0;
    }
  }
  return 0;
}

/** What may be broken begins as introductions do, lest the lines above one are taken with it. */
const canGoOn = (first: string): boolean =>
  BEGINS.test(first) || WROTE.test(first) || (DATE.test(first) && TIME.test(first));

/** What programs put before quoted lines: `>`, or the initials of who wrote them, as in `AP>`. */
const BY_INITIALS = /^ ?\p{Lu}\p{L}{0,3}>{1,5}(?:\s|$)/u;

/** Whether a line is marked as a quoted one. */
export const isQuoted = (line: string): boolean => line.startsWith('>') || BY_INITIALS.test(line);

/** Whether the next line with words is marked as a quoted one. */
export function quoteFollows(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 3).find((line) => line.trim() !== '');
  return next !== undefined && isQuoted(next);
}

/** A line of the block of headers that a mail program puts above a letter it answers or hands on. */
const HEADER =
  /^[*_]{0,2}(from|sent|to|subject|date|cc|reply-to|от|от кого|отправитель|отправлено|отправлен|кому|тема|дата|копия|von|gesendet|an|betreff|datum|de|envoyé|à|objet|发件人|发送时间|收件人|抄送|主题)\s?[*_]{0,2}\s?[:：]\s?[*_]{0,2}\s?(.*)$/iu;

const NAMES: Record<string, HeaderName> = {
  from: 'from',
  от: 'from',
  'от кого': 'from',
  отправитель: 'from',
  von: 'from',
  de: 'from',
  发件人: 'from',
  主题: 'subject',
  发送时间: 'date',
  subject: 'subject',
  тема: 'subject',
  betreff: 'subject',
  objet: 'subject',
  date: 'date',
  sent: 'date',
  дата: 'date',
  отправлено: 'date',
  отправлен: 'date',
  gesendet: 'date',
  datum: 'date',
  envoyé: 'date',
};
export type HeaderName = 'from' | 'subject' | 'date' | 'to';

/** The headers of a letter within a text, and where its own text begins. */
export interface HeaderBlock {
  values: Partial<Record<HeaderName, string>>;
  /** The line after the last header. */
  end: number;
}

const BLOCK = 14;

/** A block of headers that begins at a line: three of them at least, one the sender, are a letter's head; one is a sentence. */
export function headerBlock(lines: readonly string[], from: number, least = 3): HeaderBlock | undefined {
  if (!HEADER.test(lines[from]?.trim() ?? '')) return undefined;
  const values: HeaderBlock['values'] = {};
  let count = 0;
  let last: HeaderName | undefined;
  let at = from;
  for (; at < Math.min(lines.length, from + BLOCK); at++) {
    const line = lines[at]?.trim() ?? '';
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (name !== '') {
      last = NAMES[name.toLowerCase()] ?? 'to';
      values[last] ??= value;
      count += 1;
    } else if (line === '') {
      // Some put an empty line between them.
      if (!HEADER.test(lines[at + 1]?.trim() ?? '')) break;
    } else if (last && /^[<(]?\S+@\S+$/.test(line)) values[last] = `${values[last] ?? ''} ${line}`;
    else if (last === 'to') continue;
    else break;
  }
  return count >= least && values.from !== undefined ? { values, end: at } : undefined;
}
