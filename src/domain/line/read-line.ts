import type { Direction } from '../contact/contact.ts';
import { regExp } from '../text/pattern.ts';
import { overlaps, type Span } from '../text/spans.ts';
import { chatterOf } from './chatter.ts';
import { contentOf } from './content.ts';
import { type Cue, cuesOf } from './find/cues.ts';
import { lengthOf } from './find/length.ts';
import { lineOf } from './find/line.ts';
import { type Moment, timesOf } from './find/moments.ts';
import { priorityOf, resultOf } from './find/priority.ts';
import { quotesIn } from './find/quotes.ts';
import { emailIn, phoneIn } from './find/reach.ts';
import { mentionsOf } from './find/who.ts';
import { nextStep } from './next-step.ts';
import { orderOf } from './orders.ts';
import { ownMoment } from './own-moment.ts';
import { type Parties, partiesOf } from './parties.ts';
import { questionOf } from './questions.ts';
import type { ContactReading, Field, Reading, Situation, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { before, daysBefore, minutesUntil, orClock, orElse, startWithout, toMinute } from './start.ts';
import { statusOf } from './status.ts';
import { type Timed, timed } from './times.ts';
import { outright } from './way/outright.ts';
import { type Way, wayOf } from './way.ts';

/**
 * What a line of free text says, with the reason and the certainty of each field. Never fails; looks at the first 1,200 characters
 * only, and is linear in them. Times are read in the writer's zone.
 */
export function readLine(text: string, situation: Situation): Reading {
  const line = lineOf(text);
  const { moments, noise } = timesOf(line, situation.dayOrder === 'month-first');
  const dates = moments.flatMap(({ spans }) => spans);
  const seen: Seen = {
    line,
    situation,
    cues: cuesOf(line, situation.channels),
    moments,
    // "the eleventh of Jan" names nobody.
    mentions: mentionsOf(line, situation.names).filter(
      ({ how, sure, span }) => (how === 'full' && sure === 1) || !dates.some((date) => overlaps(date, span)),
    ),
    noise,
  };
  const reach = [phoneIn(line), emailIn(line)];
  const closed = [...seen.moments.map(({ span }) => span), ...reach.flatMap((one) => (one ? [one.span] : []))];
  const parties = partiesOf(seen, closed);
  const contact = contactOf(seen, parties);
  const question = questionOf(seen, parties);
  const change = question ? undefined : orderOf(seen, parties);
  if (change) return { said: text, kind: 'change', certainty: 'guessed', contact, change };
  if (question) return { said: text, kind: 'question', certainty: 'guessed', contact, question };
  const chatter = chatterOf(seen, parties);
  if (chatter) return { said: text, kind: 'chatter', certainty: chatter, contact };
  return { said: text, kind: 'contact', certainty: 'read', contact };
}

function contactOf(seen: Seen, parties: Parties): ContactReading {
  const { line, situation } = seen;
  const { status: seemed, sign } = statusOf(seen);
  const status = situation.status ? field(situation.status, 'read', 'said by its writer') : seemed;
  const planned = status.value === 'planned';
  const own = ownMoment(seen, planned, sign);
  const way = wayOf(seen, planned, sign, parties);
  const earlier = planned ? daysBefore(seen) : undefined;
  const when =
    earlier ??
    (own
      ? before(seen, orElse(seen, own, orClock(seen, own, timed(seen, own, planned ? 'future' : 'past'))))
      : undefined);
  const start = startAsSure(status, when?.start ?? startWithout(seen, planned), seen);
  const [phone, email] = [phoneIn(line), emailIn(line)];
  const { minutes, span: lasting } = lastingOf(seen, own, when, way, planned);
  const told = outright(line.folded);
  const priority = priorityOf(line);
  const result = resultOf(line);
  const next = nextStep(seen, planned, own, start.value?.at);
  const fields: Span[] = [
    ...(when?.start.value ? when.spans : []),
    ...(told ? [told] : []),
    ...(lasting ? [lasting] : []),
    ...parties.spans,
  ];
  const taken: Span[] = [
    ...fields,
    ...ownCues(seen.cues, way.cue).map(({ span }) => span),
    ...(priority ? [priority.span] : []),
  ];
  return {
    status,
    start,
    ...(minutes && { minutes }),
    channel: way.channel,
    direction: directionAsSure(status, way.direction),
    clients: parties.clients,
    ...(parties.newClient && { newClient: parties.newClient }),
    ...(parties.persons && { persons: parties.persons }),
    ...(phone && { phone: field(phone.value, 'read', 'digits of a phone') }),
    ...(email && { email: field(email.value, 'read', 'an e-mail address') }),
    ...(priority && { priority: field(priority.value, 'read', `«${line.raw.slice(...priority.span)}»`) }),
    ...(result && { result: field(result, 'read', 'after a word for the result') }),
    text: contentOf(line, taken, {
      tail: !next,
      fields,
      empty: seen.cues.filter(({ missed, pure, sends }) => !missed && (pure || sends)).map(({ span }) => span),
    }),
    ...(next && { next }),
    ...(planned && REPEATS.test(line.folded) && { repeats: true }),
  };
}

/** How long the contact lasts, by its end or by words for it, and where these stand. */
function lastingOf(
  seen: Seen,
  own: Moment | undefined,
  when: Timed | undefined,
  { channel }: Way,
  planned: boolean,
): { minutes?: Field<number>; span?: Span } {
  const { line, moments, noise } = seen;
  const phone = phoneIn(line);
  const taken = [...moments.flatMap(({ spans }) => spans), ...noise, ...quotesIn(line), ...(phone ? [phone.span] : [])];
  const length = lengthOf(line, seen.cues, taken);
  // "позвонить завтра с 10 до 12": a window for the call, and not how long it lasts.
  const isWindow = planned && channel.value === 'phone' && channel.certainty === 'read' && (when?.minutes ?? 0) >= 60;
  const lasted = own && !planned && when?.start.value?.precision === 'minute' ? minutesUntil(seen, own) : undefined;
  const minutes = when?.minutes !== undefined && !isWindow ? when.minutes : (length?.minutes ?? lasted);
  if (minutes === undefined) return length ? { span: length.span } : {};
  const certainty = !length || isBesideCue(seen, length.span) ? 'read' : 'guessed';
  const why = length ? `«${line.raw.slice(...length.span)}»` : 'from and to';
  return { minutes: field(minutes, certainty, why), ...(length && { span: length.span }) };
}

/** A length far from any word of the contact may be that of something else. */
const isBesideCue = ({ cues }: Seen, [start, end]: Span): boolean =>
  cues.some(({ span }) => Math.min(Math.abs(start - span[1]), Math.abs(span[0] - end)) <= 45);

/** Words of the contact itself: the one that told the channel, and those of its clause. */
function ownCues(cues: readonly Cue[], main: Cue | undefined): Cue[] {
  return cues.filter(
    (cue) =>
      cue.pure &&
      !cue.missed &&
      (cue === main || cue.clause === (main?.clause ?? 0)) &&
      !(main && cue.span[0] - main.span[1] > FAR),
  );
}
/** Further on, a word of the same clause is part of what is told: in a dictated line all is one clause. In characters. */
const FAR = 40;

const REPEATS = regExp(
  String.raw`(?<!\p{L})(?:кажд(?:ый|ую|ое|ые)\s(?:\p{L}+\s)?(?:день|недел|месяц|утро|понед|вторн|сред|четв|пятниц|суббот|воскр|пн|вт|ср|чт|пт)|по\s(?:понедельникам|вторникам|средам|четвергам|пятницам)|every\s(?:other\s)?(?:day|week|month|morning|(?:mon|tue|wed|thu|fri|sat|sun)))`,
  'iu',
);

/** Where it is not certain that the contact took place, its start is not either. */
function startAsSure(status: Field<unknown>, own: Field<Start>, { situation }: Seen): Field<Start> {
  if (status.certainty === 'read' || own.certainty !== 'read') return own;
  const now: Start = { at: toMinute(situation.now), precision: 'minute' };
  return { ...own, certainty: 'guessed', alternatives: status.value === 'planned' ? [now] : own.alternatives };
}

/** ... nor who turned to whom. */
function directionAsSure(status: Field<unknown>, own: Field<Direction>): Field<Direction> {
  if (status.certainty === 'read' || own.certainty !== 'read') return own;
  return { ...own, certainty: 'guessed', alternatives: [own.value === 'incoming' ? 'outgoing' : 'incoming'] };
}
