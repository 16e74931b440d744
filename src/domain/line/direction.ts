import type { Cue } from './channel.ts';

export type Direction = 'incoming' | 'outgoing';

const FROM_THEM = /^\s*(?:(?:к )?(?:нам|мне|us|me)\s)?(?:из|от|from)(?!\p{L}|\s\d)/iu;
const TO_US_BEFORE = /(?<!\p{L})(?:нам|мне|к нам)\s+(?:\p{L}+\s+)?$/iu;
const TO_US_AFTER = /^\s*(?:нам|мне|к нам|us|me)(?!\p{L})/iu;
const OURSELVES_BEFORE = /(?<!\p{L})(?:я|мы|i|we|i've|we've|сам|сама)\s+$/iu;
const ANSWER = /^(?:ответил|replied)/iu;
const THEY_SENT = /^прислал/iu;

/**
 * Who turned to whom. "Позвонили из Ромашки", "письмо от Петрова", "Acme called" come from the client;
 * "позвонил Ромашке", "called Acme" go to it. Undefined where the words tell neither ("звонок Ромашка").
 */
export function directionOf(text: string, cues: readonly Cue[], planned: boolean): Direction | undefined {
  const told = cues.find(({ direction }) => direction !== undefined);
  if (told?.direction) return told.direction;
  const contact = cues.filter(({ channel }) => channel !== undefined);
  if (contact.some((cue) => comesFromThem(text, cue))) return 'incoming';
  // What somebody plans to do is done by them; what the client will do is not planned here.
  if (planned && contact.length > 0) return 'outgoing';
  return contact.some(({ verb }) => verb) ? 'outgoing' : undefined;
}

function comesFromThem(text: string, { span, verb, channel, negated }: Cue): boolean {
  const [before, word, after] = [text.slice(0, span[0]), text.slice(...span), text.slice(span[1])];
  // Who could not be reached was called; only a name before the verb says that they did not reach us.
  if (negated)
    return !ANSWER.test(word) && isSubject(before.replace(/(?<!\p{L})(?:так )?и? ?(?:не|not|never) $/iu, ''));
  if (FROM_THEM.test(after) && channel !== 'meeting') return true;
  if (!verb) return false;
  if (TO_US_BEFORE.test(before) || TO_US_AFTER.test(after) || THEY_SENT.test(word)) return true;
  return (
    !OURSELVES_BEFORE.test(before) && (isSubject(before) || (channel !== 'meeting' && isSubjectAfter(word, after)))
  );
}

// Endings of the dative and the instrumental: the one turned to, not the one who acts.
const OBLIQUE = /(?:[еую]|ой|ым|им|ому|ам|ям)$/u;
// A name, quoted or in capitals, that a preposition makes the one turned to: "в АО "Север" отправили".
const OBJECT = /(?<!\p{L})(?:[вВ]о?|[кК]о?|[нН]а|[дД]ля|[сС]о?|to|for|with)\s+(?:["«“]?\p{Lu}\S*\s+){1,4}$/u;

/**
 * Whether a name stands right before the verb as the one who acts: written with a capital or closed by a quotation mark, and not in
 * the dative that Russian gives to the one turned to ("Ромашке позвонил").
 */
function isSubject(before: string): boolean {
  const name = /(?:(\p{Lu}[\p{L}\p{N}&.-]*)|["»”])\s+$/u.exec(before);
  if (!name || OBJECT.test(before)) return false;
  const word = name[1];
  return word === undefined || !/\p{Script=Cyrillic}/u.test(word) || !OBLIQUE.test(word);
}

/** "Звонил Иванов", "позвонила Ромашка": in Russian who acts may follow the verb. Not after "набрал", which takes an object. */
function isSubjectAfter(verb: string, after: string): boolean {
  const word = /^\s+["«“]?(\p{Lu}\p{Ll}[\p{Script=Cyrillic}-]*)(?![\p{L}])/u.exec(after)?.[1];
  return word !== undefined && /^\p{Script=Cyrillic}/u.test(word) && !OBLIQUE.test(word) && !/^набрал/iu.test(verb);
}
