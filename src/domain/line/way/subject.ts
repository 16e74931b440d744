import { regExp } from '../../text/pattern.ts';
import type { Cue } from '../find/cues.ts';
import { between, type Token } from '../find/line.ts';
import type { Mention } from '../find/mention.ts';
import type { Parties } from '../parties.ts';
import type { Seen } from '../seen.ts';
import { isFirstName } from '../words/first-names.ts';

/** "ждём Громова в пятницу": somebody who is to come. */
export const awaited = ({ line, mentions }: Seen): boolean =>
  mentions.some(
    ({ span, known }) =>
      known.kind === 'person' && /(?<!\p{L})жд(?:у|ем)\s(?:в гости\s)?$/iu.test(line.folded.slice(0, span[0])),
  );

/** Whether the one turned to stands right after the verb, in a case or with a preposition that no subject has. */
export function isClearly({ mentions, line }: Seen, cue: Cue): boolean {
  const next = mentions.find(({ span }) => span[0] >= cue.span[1] && span[0] - cue.span[1] <= 30);
  if (!next) return false;
  const gap = between(line, cue.span[1], next.span[0]);
  if (/[.,;:!?]/.test(gap)) return false;
  return (
    !next.plain ||
    OBLIQUE_BEFORE.test(line.folded.slice(0, next.span[0])) ||
    (isLatin(line.tokens[next.first]) && /^\s(?:the\s)?$/.test(gap))
  );
}

/** Prepositions and cases that make of a name the one turned to. */
export const OBLIQUE_BEFORE = regExp(
  String.raw`(?<![\p{L}/])(?:с|со|к|ко|в|во|на|у|для|из|от|до|по|to|with|w\/|for|at|re|about)\s(?:["«“]?\p{L}+["»”]?\s){0,2}["«“]?$`,
  'iu',
);

const isAcrossComma = ({ line }: Seen, one: Mention, cue: Cue): boolean =>
  /,/.test(between(line, one.span[1], cue.span[0])) && !/^,[^,]*,\s?$/.test(between(line, one.span[1], cue.span[0]));

/** 'maybe': named before the verb, with a comma between. */
export function subjectBefore(seen: Seen, cue: Cue): 'them' | 'maybe' | 'other' | undefined {
  const { line, mentions } = seen;
  const near = mentions.filter((one) => one.span[1] <= cue.span[0] && isSameStretch(seen, one, cue));
  for (const one of near.toReversed()) {
    const before = line.folded.slice(0, one.span[0]);
    if (one.known.kind === 'organization' && OBLIQUE_BEFORE.test(before) && near.length > 1) continue;
    if (OBLIQUE_BEFORE.test(before)) {
      // "john at acme called", "вера из дня и ночи прислала": somebody of theirs stands before it.
      if (/(?:из|от|at|from|of)\s(?:\p{L}+\s)?["«“]?$/iu.test(before) && wordBefore(seen, one.first - 2)) return 'them';
      continue;
    }
    return one.plain || isLatin(line.tokens[one.last]) ? (isAcrossComma(seen, one, cue) ? 'maybe' : 'them') : 'other';
  }
  const index = line.tokens.findIndex(({ span }) => span[0] >= cue.span[0]);
  return wordBefore(seen, index - 1) ? 'them' : undefined;
}

/** Somebody the directory does not know, named before the verb: "алла какая-то из ромашки перезвонила". */
export function isNewSubject({ line }: Seen, cue: Cue, { persons, newClient, spans }: Parties): boolean {
  const isNew = newClient !== undefined || persons?.value?.some(({ id }) => id === undefined);
  const span = isNew ? spans.findLast(([, end]) => end <= cue.span[0]) : undefined;
  if (!span || OBLIQUE_BEFORE.test(line.folded.slice(0, span[0]))) return false;
  const gap = between(line, span[1], cue.span[0]);
  return (
    !/[.!?;:]|\s-\s/.test(gap) &&
    gap.trim().split(/\s+/).length <= 7 &&
    !/(?:у|ю|ой|ому|ым)$/u.test(line.folded.slice(...span))
  );
}

const isLatin = (token: Token | undefined): boolean => /^[a-z]/.test(token?.text ?? '');

/** Nothing but a few words, and no full stop, between a mention and the verb. */
function isSameStretch({ line }: Seen, mention: Mention, cue: Cue): boolean {
  const { tokens } = line;
  const gap = between(line, mention.span[1], cue.span[0]);
  const to = tokens.find(({ span }) => span[0] >= cue.span[0]);
  // "Глобекс молчит, отправил Миллеру письмо": the verb of their own stands between.
  if (/(?<!\p{L})(?:молч(?:ит|ат)|не отвеча(?:ет|ют)|пропал[аи]?|is quiet|not answering)(?!\p{L})/iu.test(gap))
    return false;
  const isOne = tokens[mention.last]?.sentence === to?.sentence;
  return isOne && gap.trim().split(/\s+/).filter(Boolean).length <= 6 && (gap.match(/,/g) ?? []).length <= 1;
}

/** A name that nobody knows, in its plain form: "Петров звонил", "ingrid rang". */
function wordBefore({ line }: Seen, index: number): boolean {
  const token = line.tokens[index];
  if (token?.kind !== 'word') return false;
  const isName = (/^\p{Lu}\p{Ll}/u.test(token.raw) && index > 0) || isFirstName(token.text);
  return isName && !/[аяео]?(?:у|ю|ой|ому|ым)$/u.test(token.text) && !NO_NAME.test(token.text);
}
const NO_NAME = /^(?:сегодня|вчера|утром|днем|вечером|я|мы|и|а|но|just|i|we|then|today|yesterday|finally|also)$/u;

export function mentionAfter({ mentions }: Seen, cue: Cue): Mention | undefined {
  return mentions.find((one) => one.span[0] >= cue.span[1] && one.span[0] - cue.span[1] <= 6);
}

/** "Звонил Иванов", "позвонила Ромашка": in Russian who acts may follow the verb. */
export function subjectAfter(seen: Seen, cue: Cue): boolean {
  if (
    !/[а-я]/u.test(cue.text) ||
    (/^набрал/u.test(cue.text) && subjectLater(seen, cue)?.known.kind !== 'person') ||
    /^(?:созвон|(?:по|с|за)?ездил|(?:по|за)ехал|заходил|зашел|зашла)/u.test(cue.text)
  )
    return false;
  const mention = subjectLater(seen, cue);
  if (mention) return mention.plain && !isLatin(seen.line.tokens[mention.first]) && agrees(cue.text, mention);
  const index = seen.line.tokens.findIndex(({ span }) => span[0] >= cue.span[1]);
  const token = seen.line.tokens[index];
  return (
    token?.kind === 'word' && /^\p{Lu}\p{Ll}/u.test(token.raw) && !/(?:у|ю|е|ой|ому|ым|ом|ем|ам)$/u.test(token.text)
  );
}

/** Anyone who is named next in the clause, a few words on: "написала на почту Белова". */
function subjectLater({ mentions, line, cues }: Seen, cue: Cue): Mention | undefined {
  const next = mentions.find(({ span }) => span[0] >= cue.span[1]);
  if (!next) return undefined;
  const gap = between(line, cue.span[1], next.span[0]);
  const isNear = !/[,.;:!?]/.test(gap) && gap.trim().split(/\s+/).filter(Boolean).length <= 2;
  // "на почту" says how, and makes no object of who stands after it.
  const bare = cues.reduce(
    (text, { span: [start, end] }) =>
      start >= cue.span[1] && end <= next.span[0] ? text.replace(line.folded.slice(start, end), '') : text,
    gap,
  );
  return isNear && !OBLIQUE_BEFORE.test(bare) ? next : undefined;
}

/** "звонил андрей": somebody new, in the form of the one who acts. */
export function calledByNew({ line }: Seen, cue: Cue, { persons, spans }: Parties): boolean {
  if (!/[а-я]/u.test(cue.text) || !persons?.value?.some(({ id }) => id === undefined)) return false;
  const span = spans.find(([start]) => start >= cue.span[1] && start - cue.span[1] <= 2);
  const name =
    span &&
    line.folded
      .slice(...span)
      .toLowerCase()
      .split(' ')[0];
  return name !== undefined && !/(?:у|ю|е|ой|ей)$/u.test(name) && (/ла$/u.test(cue.text) ? /[ая]$/u.test(name) : true);
}

/** A new client or person named after the verb: they are turned to. */
export const newClientAfter = ({ newClient, persons, spans }: Parties, cue: Cue): boolean =>
  (newClient !== undefined || persons !== undefined) &&
  spans.some(([start]) => start >= cue.span[1] && start - cue.span[1] <= 30);

/** "звонила козлов" cannot be: the verb's gender is that of who acts; "звонил орлова" is to him or her. */
function agrees(verb: string, { known }: Mention): boolean {
  if (known.kind === 'organization') return true;
  const isFemale = /(?:а|я)$/u.test(known.name.split(' ')[0] ?? '');
  return /ла(?:сь)?$/u.test(verb) ? isFemale : /ли(?:сь)?$/u.test(verb) ? true : !isFemale;
}

/** The line begins with somebody of theirs: "Громов отвалился". */
export function startsWithThem({ mentions, line }: Seen): boolean {
  const [first] = mentions;
  return (
    first?.plain === true &&
    first.first <= 2 &&
    !/^(?:по|к|с|у|для|в|на)$/u.test(line.tokens[first.first - 1]?.text ?? '')
  );
}
