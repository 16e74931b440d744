import { remembering } from '../../client/heard.ts';
import { regExp } from '../../text/pattern.ts';
import { fold, type Span } from '../../text/spans.ts';
import type { Situation } from '../reading.ts';
import type { ContactWord } from '../words/contact-words.ts';
import { ENGLISH_WORDS, PLAIN_VERBS } from '../words/english-words.ts';
import { RUSSIAN_WORDS } from '../words/russian-words.ts';
import { clauseAt, type Line } from './line.ts';

/** A word of a contact where it stands in the line. */
export interface Cue extends ContactWord {
  span: Span;
  text: string;
  clause: number;
  /** "не позвонил": told of what did not take place. */
  denied?: true;
}

const whole = (words: string): string => `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}@]|[.]\\p{L}{2})`;
const words = [...RUSSIAN_WORDS, ...ENGLISH_WORDS].map(([pattern, word]) => ({
  pattern: regExp(whole(pattern), 'giu'),
  word,
}));
/** After these an English verb in its plain form is what is to be done. */
const TO_DO = regExp(
  "(?:^\\W{0,3}|[.,;:!?)(-]\\s?|(?<![\\p{L}])(?:to|2|must|should|will|i['’]ll|we['’]ll|i['’]d|gonna|gotta|please|pls|plz|can (?:you|u)|put in|add|pop in|pencil in|stick in|log|diarise|a reminder to|let['’]s|and|then|&|also|now|asap|urgent|todo|am|pm|today|tomorrow|tmrw|mon|tues?|weds?|thurs?|fri|monday|tuesday|wednesday|thursday|friday|week|fortnight|by|re)\\s)$",
  'iu',
);
const LONGEST_TO_DO = 24;
const DENIED = /(?<!\p{L})(?:не|так и не|ещ[её] не)\s$/iu;
const SHORT_NOUN = /^(?:call|e-?mail|mail|fax|text|message|phone|visit|whatsapp|dm)$/iu;
const plain = PLAIN_VERBS.map(([pattern, word]) => ({
  pattern: regExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}@'’]|[.]\\p{L}{2})`, 'giu'),
  word,
}));
/** What makes a noun of a plain verb: "call with Acme", "ring from Kate", "text from". */
const NOUN_AFTER = regExp(
  String.raw`^\s(?:(?:this|that|it) (?:down|in|up)|down|with|w\/?|from|at\s\d|about|re|on\s(?:mon|tue|wed|thu|fri)|was|went|is|tomorrow|today)(?![\p{L}])`,
  'iu',
);

/** A channel of the dictionary's own, by its names. */
type OwnChannel = NonNullable<Situation['channels']>[number];
const escaped = (name: string): string => fold(name).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Of names that the dictionary has now: made once, as long as they stay. */
const ownPattern = remembering((names: string) => new RegExp(whole(names), 'giu'));

/** All contact words of the line in order, none within another; the dictionary's own channels count by name. */
export function cuesOf(line: Line, channels: readonly OwnChannel[] = []): Cue[] {
  const found: Cue[] = [];
  const { folded } = line;
  const take = (match: RegExpExecArray, word: ContactWord) => {
    const span: Span = [match.index, match.index + match[0].length];
    const isDenied =
      word.form === 'past' && !word.missed && DENIED.test(folded.slice(Math.max(0, match.index - 12), match.index));
    found.push({
      ...word,
      span,
      text: match[0].toLowerCase(),
      clause: clauseAt(line, match.index),
      ...(isDenied && { denied: true }),
    });
  };
  for (const { pattern, word } of plain) {
    for (const match of folded.matchAll(pattern)) {
      const isToDo = TO_DO.test(folded.slice(Math.max(0, match.index - LONGEST_TO_DO), match.index));
      // "(email, 11:02)", "John Smith, call, 12/3": a name for it.
      const isNamed = SHORT_NOUN.test(match[0]) && /^\s*[,;)]|^\s-\s/.test(folded.slice(match.index + match[0].length));
      // "email to Maria: sent pricing": no verb has "to" here.
      const isWrittenTo =
        /^(?:e-?mail|mail|fax|text|message|msg)$/iu.test(match[0]) &&
        /^\sto\s/iu.test(folded.slice(match.index + match[0].length));
      if (isToDo && !isNamed && !isWrittenTo && !NOUN_AFTER.test(folded.slice(match.index + match[0].length)))
        take(match, word);
    }
  }
  for (const { pattern, word } of words) for (const match of folded.matchAll(pattern)) take(match, word);
  for (const { id, names } of channels) {
    const named = names.filter((name) => name.trim().length >= 2).map(escaped);
    if (named.length === 0) continue;
    for (const match of folded.matchAll(ownPattern(named.join('|'))))
      take(match, { channel: id, form: 'noun', by: 'both', pure: true });
  }
  // The longer of two that overlap, a verb before a noun.
  const rank = (cue: Cue) => cue.span[1] - cue.span[0] + (cue.form === 'noun' ? 0 : 0.5);
  const kept: Cue[] = [];
  for (const cue of found.sort((a, b) => rank(b) - rank(a))) {
    if (!kept.some(({ span }) => span[0] < cue.span[1] && cue.span[0] < span[1])) kept.push(cue);
  }
  return kept.sort((a, b) => a.span[0] - b.span[0]);
}
