import { regExp } from '../text/pattern.ts';
import { overlaps, type Span } from '../text/spans.ts';
import { inFigures } from '../time/spoken.ts';
import { readAmount } from '../time/units.ts';
import { chatterOf } from './chatter.ts';
import { contentOf } from './content.ts';
import { type Cue, cuesOf } from './find/cues.ts';
import { lengthOf } from './find/length.ts';
import { lineOf } from './find/line.ts';
import { type Moment, timesOf } from './find/moments.ts';
import { priorityOf, resultOf } from './find/priority.ts';
import { emailIn, phoneIn } from './find/reach.ts';
import { mentionsOf } from './find/who.ts';
import { nextStep } from './next-step.ts';
import { orderOf } from './orders.ts';
import { ownMoment } from './own-moment.ts';
import { type Parties, partiesOf } from './parties.ts';
import { questionOf } from './questions.ts';
import type { ContactReading, Field, Reading, Situation, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { statusOf, turnOf } from './status.ts';
import { isStory } from './story.ts';
import { type Timed, timed } from './times.ts';
import { outright, wayOf } from './way.ts';

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
  const when = own ? before(seen, orElse(seen, own, timed(seen, own, planned ? 'future' : 'past'))) : undefined;
  const start = asSureAs(status, when?.start ?? startWithout(seen, planned), seen);
  const [phone, email] = [phoneIn(line), emailIn(line)];
  const length = lengthOf(line, seen.cues, [
    ...seen.moments.flatMap(({ spans }) => spans),
    ...seen.noise,
    ...(phone ? [phone.span] : []),
  ]);
  const isWindow = planned && way.channel.value === 'phone';
  const minutes = when?.minutes !== undefined && !isWindow ? when.minutes : length?.minutes;
  const told = outright(line.folded);
  const priority = priorityOf(line);
  const result = resultOf(line);
  const next = nextStep(seen, planned, own, start.value?.at);
  const fields: Span[] = [
    ...(when?.start.value ? when.spans : []),
    ...(told ? [told] : []),
    ...(length ? [length.span] : []),
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
    ...(minutes !== undefined && {
      minutes: field(minutes, 'read', length ? `«${line.raw.slice(...length.span)}»` : 'from and to'),
    }),
    channel: way.channel,
    direction: asSureAs(status, way.direction, seen),
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

const BEFORE = regExp(
  String.raw`(?<!\p{L})(?:за\s(?=.{1,24}?\sдо\s(?:встреч|звонк|созвон|визит|демо|начал|презентац|переговор))|(?=(?:an?|half|\d{1,3})\s.{1,20}?\sbefore\s(?:(?:the|our|my|his|her|their)\s)?(?:meeting|mtg|call|demo|visit|review)))`,
  'iu',
);

/** "за час до встречи, она завтра в 15": so long before the time that is told; that one is a button. */
function before({ line }: Seen, when: Timed): Timed {
  const figures = inFigures(line.folded);
  const match = BEFORE.exec(figures.text);
  const read = match && readAmount(figures.text, match.index + match[0].length);
  const { value } = when.start;
  if (!read || value?.precision !== 'minute') return when;
  const { minutes, days } = read.amount;
  const at = new Date(value.at.getTime() - (minutes + days * 1440) * 60_000);
  return {
    ...when,
    start: field<Start>({ ...value, at }, 'guessed', `${when.start.why}, and so long before`, [value]),
  };
}

/** "в одиннадцать или в двенадцать": the other one is a button. */
function orElse(seen: Seen, own: Moment, when: Timed): Timed {
  const other = seen.moments.find(
    (moment) =>
      moment.span[0] >= own.span[1] &&
      moment.said.clock !== undefined &&
      moment.said.day === undefined &&
      /(?:^|\s)(?:или|либо|or)\s(?:(?:в|к|at)\s)?$/iu.test(seen.line.folded.slice(own.span[1], moment.span[0])),
  );
  const { value } = when.start;
  if (!other?.said.clock || !value) return when;
  const alternative = timed(seen, { ...own, said: { ...own.said, clock: other.said.clock } }, 'future').start.value;
  return {
    ...when,
    start: { ...when.start, certainty: 'guessed', alternatives: alternative ? [alternative] : when.start.alternatives },
  };
}

/** Where it is not certain that the contact took place, its start and direction are not either. */
function asSureAs<T>(status: Field<unknown>, own: Field<T>, { situation }: Seen): Field<T> {
  if (status.certainty === 'read' || own.certainty !== 'read') return own;
  const { value } = own;
  const now = { at: toMinute(situation.now), precision: 'minute' } as const;
  const isTime = typeof value === 'object' && value !== null && 'at' in value;
  const others = isTime && status.value === 'planned' ? [now as T] : own.alternatives;
  return { ...own, certainty: 'guessed', alternatives: others };
}

const toMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

function startWithout(seen: Seen, planned: boolean): Field<Start> {
  const { situation } = seen;
  if (planned) return field<Start>(undefined, 'asked', 'no day is said');
  const at = toMinute(situation.now);
  // A day or hour that is over, and is not told to be another's.
  const over = seen.moments
    .filter((moment) => ['behind', 'today'].includes(turnOf(seen, moment)) && !isStory(seen, moment))
    .flatMap((moment) => timed(seen, moment, 'past').start.value ?? [])
    .filter(({ at: told }) => told <= situation.now);
  return field<Start>(
    { at, precision: 'minute' },
    over.length > 0 ? 'guessed' : 'read',
    'nothing else is said: now',
    over.slice(0, 2),
  );
}

export type { Moment };
