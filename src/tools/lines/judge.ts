import type { CorpusLine, Expected, ExpectedNext } from './corpus.ts';
import type { Shown, ShownField } from './shown.ts';

/*
 * Whether a reading is what the label says. *Right*: nothing but Save is needed. *Asked*: right, and the time that cannot be known is
 * asked. *One tap*: one of the buttons shown makes it right. *Silently wrong*: a field that is filled in without a mark differs, words
 * are lost, or what is not a contact became one unasked.
 */

export type CaseVerdict = 'right' | 'oneTap' | 'asked' | 'silentlyWrong' | 'other';

export interface Judged {
  verdict: CaseVerdict;
  /** What differs: "start: 2026-12-01T15:00, not 2026-12-02". */
  wrong: string[];
  /** Words that carry meaning and are not in the contact's text. */
  lost: string[];
}

/** One difference; silent where nothing on the card says that it may be wrong, tappable where a button mends it. */
interface Fault {
  words: string;
  silent: boolean;
  tap: boolean;
}

/** Fields of which a wrong value without a mark counts as silently wrong. */
const TRUSTED = new Set(['start', 'status', 'clients', 'newClient', 'direction', 'channel', 'person', 'minutes']);

/** @param now the local minute at which the line was said */
export function judgeCase({ expect }: Pick<CorpusLine, 'expect'>, shown: Shown, now: string): Judged {
  if (shown.kind !== expect.kind) return ofOtherKind(expect, shown);
  if (expect.kind === 'chatter') return { verdict: 'right', wrong: [], lost: [] };
  if (expect.kind === 'question') return verdictOf(questionFaults(expect, shown), [], false);
  if (expect.kind === 'change') return verdictOf(changeFaults(expect, shown, now), [], false);
  const judged = ofContact(expect, shown, now);
  const { tapped } = shown;
  if (!tapped || judged.lost.length > 0 || judged.verdict !== 'other') return judged;
  const after = ofContact(expect, { ...shown, ...tapped }, now);
  return ['right', 'asked'].includes(after.verdict) ? { ...judged, verdict: 'oneTap' } : judged;
}

function ofContact(expect: Expected, shown: Shown, now: string): Judged {
  const lost = (expect.keep ?? []).filter((words) => !holds(shown, words));
  const faults = contactFaults(expect, shown, now);
  return verdictOf(faults, lost, expect.start === 'ask' && shown.fields.start?.certainty === 'asked');
}

function ofOtherKind(expect: Expected, shown: Shown): Judged {
  const wrong = [`kind: ${shown.kind}, not ${expect.kind}`];
  const lost = (expect.keep ?? []).filter((words) => !holds(shown, words));
  // What was not a contact must not become one unasked; a contact taken for another kind is seen at once, and nothing is saved.
  const silent = shown.kind === 'contact' && shown.certainty === 'read';
  return { verdict: silent ? 'silentlyWrong' : 'other', wrong, lost: shown.kind === 'contact' ? lost : [] };
}

function verdictOf(faults: readonly Fault[], lost: string[], isAsked: boolean): Judged {
  const wrong = faults.map(({ words }) => words);
  if (lost.length > 0 || faults.some(({ silent }) => silent)) return { verdict: 'silentlyWrong', wrong, lost };
  if (faults.length === 0) return { verdict: isAsked ? 'asked' : 'right', wrong, lost };
  const [only] = faults;
  return { verdict: faults.length === 1 && only?.tap ? 'oneTap' : 'other', wrong, lost };
}

/** The screen that answers is narrowed to the clients who are asked about, and shows that it is. */
function questionFaults(expect: Expected, { fields }: Shown): Fault[] {
  if (!expect.clients) return [];
  return compared('clients', expect, fields.clients, sameNames).map((fault) => ({ ...fault, silent: false }));
}

function changeFaults(expect: Expected, shown: Shown, now: string): Fault[] {
  const { fields } = shown;
  return [
    ...compared('what', expect, fields.what, equal),
    // Whose plan the card offers; the reader alone may have left the client open.
    ...(fields.plan ? planFault(expect, fields.plan) : compared('clients', expect, fields.clients, sameNames)),
    // A shift by a stretch has no moment of its own: it is that of the plan.
    ...(fields.by && expect.to === 'ask'
      ? []
      : expect.to === undefined
        ? []
        : [startFault('to', expect, fields.to, now)].flat()),
  ];
}

function planFault(expect: Expected, plan: ShownField): Fault[] {
  const wanted = [expect.clients, ...alternatives(expect, 'clients')].flat();
  if (wanted.some((client) => sameName(client, plan.value))) return [];
  return [
    {
      words: `plan: ${show(plan.value)}, not ${show(expect.clients)}`,
      silent: false,
      tap: plan.alternatives.some((one) => wanted.some((client) => sameName(client, one))),
    },
  ];
}

function contactFaults(expect: Expected, shown: Shown, now: string): Fault[] {
  const { fields } = shown;
  return [
    ...compared('status', expect, fields.status, equal),
    ...startFault('start', expect, fields.start, now),
    ...compared('minutes', expect, fields.minutes, equal),
    ...compared('channel', expect, fields.channel, equal),
    ...compared('direction', expect, fields.direction, equal),
    ...compared('clients', expect, fields.clients, sameNames),
    ...compared('newClient', expect, fields.newClient, sameName),
    ...compared('person', expect, fields.person, (asked, value) => [value].flat().some((one) => sameName(asked, one))),
    ...compared('phone', expect, fields.phone, (asked, value) => digits(asked) === digits(value)),
    ...compared('email', expect, fields.email, equal),
    ...compared('priority', expect, fields.priority, equal),
    ...compared('result', expect, fields.result, (asked, value) => sameWords(asked, value)),
    ...nextFaults(expect, shown, now),
  ];
}

type Same = (asked: unknown, value: unknown) => boolean;

/** Label and field. Without a label the field has to be empty; with `null`, empty or marked as a guess. */
function compared(name: keyof Expected & string, expect: Expected, field: ShownField | undefined, same: Same): Fault[] {
  const label = expect[name];
  const others = alternatives(expect, name);
  const accepts = (value: unknown) =>
    [label, ...others].some((one) => one !== null && one !== undefined && same(one, value));
  const isEmpty =
    field === undefined || field.value === null || (Array.isArray(field.value) && field.value.length === 0);
  const isOpen =
    label === null || label === undefined || others.includes(null) || (Array.isArray(label) && label.length === 0);
  if (isEmpty && isOpen) return [];
  if (!isEmpty && accepts(field.value)) return [];
  if (label === null && !isEmpty && field.certainty === 'guessed') return [];
  return [
    {
      words: `${name}: ${show(field?.value)}, not ${show(label)}`,
      silent: !isEmpty && field.certainty === 'read' && TRUSTED.has(name),
      tap: (field?.alternatives ?? []).some(accepts),
    },
  ];
}

function startFault(name: 'start' | 'to', expect: Expected, field: ShownField | undefined, now: string): Fault[] {
  const labels = [expect[name], ...alternatives(expect, name)].filter((one) => typeof one === 'string');
  const isFree = !expect.between || alternatives(expect, 'between', true).includes(null);
  const spans = isFree
    ? []
    : [expect.between, ...alternatives(expect, 'between', true)].filter((one) => Array.isArray(one));
  const accepts = (value: unknown) => labels.some((label) => isAt(value, label, now) && isBetween(value, label, spans));
  if (field === undefined || field.value === null) {
    const isAsked = labels.includes('ask');
    return isAsked
      ? []
      : [{ words: `${name}: asked, not ${labels[0]}`, silent: false, tap: (field?.alternatives ?? []).some(accepts) }];
  }
  // A day without a time is right with any sensible one, shown as ours.
  if (accepts(field.value)) return [];
  return [
    {
      words: `${name}: ${show(field.value)}, not ${labels.join(' or ')}${spans.length > 0 ? ` ${spans.join('-')}` : ''}`,
      silent: field.certainty === 'read',
      tap: field.alternatives.some(accepts),
    },
  ];
}

function isAt(value: unknown, label: string, now: string): boolean {
  if (typeof value !== 'string' || label === 'ask') return false;
  if (label === 'now') return value === now;
  return label.includes('T') ? value === label : value.startsWith(label);
}

function isBetween(value: unknown, label: string, spans: readonly (readonly string[])[]): boolean {
  if (spans.length === 0 || label.includes('T') || label === 'now') return true;
  const clock = String(value).slice(11);
  return spans.some(([from = '', to = '']) => clock >= from && clock <= to);
}

function nextFaults(expect: Expected, shown: Shown, now: string): Fault[] {
  const { next } = shown;
  const labels = [expect.next, ...alternatives(expect, 'next', true)].filter((one) => one !== undefined);
  if (!next) return expect.next && !labels.includes(null) ? [{ words: 'next: none', silent: false, tap: false }] : [];
  if (labels.length === 0) return [{ words: `next: ${next.about}, where none is said`, silent: false, tap: false }];
  const isRight = labels.some((label) => isStep(label) && isNext(next, label, now));
  const isTap = labels.some(
    (label) =>
      isStep(label) && next.alternatives.some((start) => isNext({ ...next, start: String(start) }, label, now)),
  );
  return isRight
    ? []
    : [
        {
          words: `next: ${next.start ?? 'asked'} ${next.about}, not ${JSON.stringify(expect.next)}`,
          silent: false,
          tap: isTap,
        },
      ];
}

const isStep = (label: unknown): label is ExpectedNext =>
  typeof label === 'object' && label !== null && 'about' in label;

function isNext(next: NonNullable<Shown['next']>, label: ExpectedNext, now: string): boolean {
  const isWhen =
    label.start === 'ask'
      ? next.start === null
      : isAt(next.start, label.start, now) && isBetween(next.start, label.start, label.between ? [label.between] : []);
  return isWhen && sameWords(label.about, next.about);
}

/** Other right values of a field: one, or a list of them; for clients and spans one other whole array. */
function alternatives(expect: Expected, name: string, whole = false): unknown[] {
  const alt = expect.alt ?? {};
  if (!(name in alt)) return [];
  const other = alt[name];
  return Array.isArray(other) && name !== 'clients' && !whole ? other : [other];
}

const plain = (text: unknown): string => String(text).toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();
const bare = (text: unknown): string =>
  plain(text)
    .replace(/[«»"“”.,!?]/g, '')
    .trim();
const equal: Same = (asked, value) => plain(asked) === plain(value);
const sameName: Same = (asked, value) => bare(asked) === bare(value);
const digits = (text: unknown): string =>
  String(text)
    .replace(/\D/g, '')
    .replace(/^7(?=\d{10}$)/, '8');
const show = (value: unknown): string => (value === undefined || value === null ? 'none' : [value].flat().join(' + '));

const sameNames: Same = (asked, value) =>
  JSON.stringify([asked].flat().map(bare).sort()) === JSON.stringify([value].flat().map(bare).sort());

/** Whether the one holds most of the words of the other: where exactly a phrase ends is taste. */
function sameWords(asked: unknown, value: unknown): boolean {
  const [wanted, given] = [asked, value].map(
    (text) =>
      new Set(
        bare(text)
          .split(/[\s:;()-]+/)
          .filter(Boolean),
      ),
  );
  const shared = [...(wanted ?? [])].filter((word) => given?.has(word)).length;
  return shared > 0 && shared >= Math.min(wanted?.size ?? 0, given?.size ?? 0) * 0.4;
}

/** Words that became the result or stand in the step are not lost only where the text shows them too. */
function holds(shown: Shown, words: string): boolean {
  return plain(shown.text).includes(plain(words));
}
