import { regExp } from '../text/pattern.ts';
import { hasComeIn } from './come-in.ts';
import type { Cue } from './find/cues.ts';
import type { Moment } from './find/moments.ts';
import type { Field } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { ASKS, type Sign, signsOf } from './signs.ts';
import { isStory } from './story.ts';
import { turnOf } from './turn.ts';

export type Status = 'happened' | 'planned';
const RESULT = regExp(
  String.raw`(?<!\p{L})(?:итог(?:о|и)?\s?[:-]|результат\p{L}*\s?[:-]|рез-т|в итоге|outcome|result(?:\s(?:is|was))?\s?[:-]?(?=\s))`,
  'iu',
);
/** How it went: nothing that is still to come is told so. */
const WENT =
  /(?<!\p{L})(?:went (?:really |very |pretty |quite )?(?:well|ok|okay|fine|great|badly|smoothly|nowhere|good)|прош(?:ел|ла|ло|ли) (?:очень |вполне )?(?:хорошо|нормально|норм|отлично|удачно|плохо|так себе|неплохо|успешно))(?!\p{L})/iu;

/** Nothing that is to come is told so. */
const JUST_NOW = regExp(
  String.raw`(?<!\p{L})(?:только что|just now|just (?:off|got off|spoke|met|had|left|hung up|finished|seen|been))(?!\p{L})`,
  'iu',
);

const NOT_HELD =
  /(?<!\p{L})(?:did(?:n['’]?t| not) (?:happen|take place|go ahead|come off)|не состоял(?:ся|ась|ось)|не получил(?:ось|ся|ась))(?!\p{L})/iu;

/** "забыл позвонить", "meant to call": it is still to be done. */
const NOT_DONE = regExp(
  String.raw`(?<!\p{L})(?:(?:забыл[аи]?|не успел[аи]?|руки не дошли) \p{L}+(?:ть|ти|ться)|(?:forgot|meant|never got round|didn['’]?t get (?:round|around)) to(?: \p{L}+ing)? \p{L}+)(?!\p{L})`,
  'iu',
);

export interface Decided {
  status: Field<Status>;
  /** The word that decided it. */
  sign?: Sign;
}

/** Whether the contact happened or is planned: told by the first word that has a tense, else by its date, else it happened now. */
export function statusOf(seen: Seen): Decided {
  const again = seen.moments.find((moment) => turnOf(seen, moment) === 'ahead' && !isStory(seen, moment));
  if (again && NOT_HELD.test(seen.line.folded.slice(0, 90)))
    return {
      status: field<Status>('planned', 'guessed', 'it did not take place, and another day is told', ['happened']),
      sign: { at: again.span[0], kind: 'plan', why: 'another day' },
    };
  const signs = signsOf(seen);
  const told = seen.cues.some(({ form, denied, missed }) => form === 'past' && !denied && !missed);
  if (!told && NOT_DONE.test(seen.line.folded.slice(0, 60)))
    return {
      status: field<Status>('planned', 'guessed', 'it was meant to be done, and was not', ['happened']),
      ...(signs[0] && { sign: signs.find(({ kind }) => kind === 'plan') ?? signs[0] }),
    };
  const [first] = signs;
  const head = seen.moments[0];
  const noun = seen.cues.find(({ form }) => form === 'noun');
  if (first?.kind === 'past') {
    const wanted = first.present && appointmentAfter(seen, first);
    if (wanted)
      return {
        status: field<Status>('planned', 'guessed', `«${wanted.text}» to come after «${first.why}»`, ['happened']),
        sign: { at: wanted.span[0], kind: 'plan', why: wanted.text, cue: wanted },
      };
    const isAhead =
      head && head.span[0] < first.at && !first.cue && turnOf(seen, head) === 'ahead' && !isStory(seen, head);
    if (isAhead && (noun || !RESULT.test(seen.line.folded)) && !JUST_NOW.test(seen.line.folded)) {
      const isClear = noun !== undefined && noun.span[0] < first.at;
      return {
        status: field<Status>(
          'planned',
          isClear ? 'read' : 'guessed',
          `a day to come before «${first.why}»`,
          isClear ? [] : ['happened'],
        ),
        sign: first,
      };
    }
    // "с Орловым на вторник договорились": what is agreed may be all there is.
    const isAgreed =
      !first.cue &&
      /^(?:договорил|условил|назначил|agreed|arranged|booked|scheduled)/u.test(first.why) &&
      seen.moments.some((moment) => ['ahead', 'either'].includes(turnOf(seen, moment)) && !isStory(seen, moment));
    const isOpen = !first.cue && !RESULT.test(seen.line.folded) && (isAgreed || mayBeAhead(seen, first));
    return {
      status: field<Status>('happened', isOpen ? 'guessed' : 'read', `«${first.why}»`, isOpen ? ['planned'] : []),
      sign: first,
    };
  }
  if (first && WENT.test(seen.line.folded))
    return { status: field<Status>('happened', 'read', 'how it went is told'), sign: first };
  const result = RESULT.exec(seen.line.folded);
  if (result && !(first && first.at < result.index))
    return { status: field<Status>('happened', 'read', 'a result is told'), ...(first && { sign: first }) };
  if (first) return planned(seen, first, noun, head);
  return byDate(seen, noun);
}

/** "John wants a second look, video call Weds 11.30": a contact with its hour, told after what is wanted. */
function appointmentAfter(seen: Seen, { at }: Sign): Cue | undefined {
  return seen.cues.find(
    (cue) =>
      cue.form === 'noun' &&
      cue.channel !== undefined &&
      cue.span[0] > at &&
      seen.moments.some(
        (moment) =>
          moment.said.clock !== undefined &&
          moment.said.day !== undefined &&
          moment.clause - cue.clause <= 1 &&
          Math.min(Math.abs(moment.span[0] - cue.span[1]), Math.abs(cue.span[0] - moment.span[1])) <= 12 &&
          ['ahead', 'either'].includes(turnOf(seen, moment)),
      ),
  );
}

function planned(seen: Seen, first: Sign, noun: Cue | undefined, head: Moment | undefined): Decided {
  if (hasComeIn(seen))
    return { status: field<Status>('happened', 'guessed', 'told as come in', ['planned']), sign: first };
  const clause = seen.line.tokens.find(({ span }) => span[0] >= first.at)?.clause ?? 0;
  const asks = seen.line.tokens.some(({ text, span }) => ASKS.test(text) && span[0] < first.at);
  const isTold =
    noun &&
    noun.span[0] < first.at &&
    clause >= noun.clause + 2 &&
    !(head && head.span[0] < first.at && head.clause <= noun.clause + 1 && !isStory(seen, head));
  if (isTold || isAccount(seen, first))
    return { status: field<Status>('happened', 'guessed', 'told before what is to be done', ['planned']), sign: first };
  // "обещал подумать, сам перезвонит", "звоню третий раз, молчит"
  const isTheirs = asks && first.cue?.form === 'coming';
  if (isTheirs || (TRYING.test(first.why) && NO_ANSWER.test(seen.line.folded.slice(first.at))))
    return { status: field<Status>('happened', 'guessed', 'told of them', ['planned']), sign: first };
  if (asks && (!first.cue || isNamedBefore(seen, first)))
    return { status: field<Status>('happened', 'guessed', 'asked for by them', ['planned']), sign: first };
  // Told late in a long account, it is as likely what is to be done next.
  const isLate =
    clause >= 2 &&
    (first.at > LATE || opensWithName(seen)) &&
    !(head && head.clause <= 1 && turnOf(seen, head) === 'ahead');
  return {
    status: field<Status>('planned', isLate ? 'guessed' : 'read', `«${first.why}»`, isLate ? ['happened'] : []),
    sign: first,
  };
}
const LATE = 45;
const TRYING = /^(?:звоню|пишу|набираю|calling|ringing|trying)/u;
const NO_ANSWER =
  /(?<!\p{L})(?:молч(?:ит|ат)|тишина|не (?:берет|берут|отвеча(?:ет|ют)|подход(?:ит|ят))|no (?:answer|reply|response))(?!\p{L})/iu;
/** "Белова: по сахару да, перезвоню в пт": with a colon after whom it is about, an account and then a step. */
const isAccount = ({ line, mentions }: Seen, { at }: Pick<Sign, 'at'>): boolean => {
  const [first] = mentions;
  const from = first && first.first <= 2 ? first.span[1] : 0;
  const heading =
    from > 0
      ? /^(?:\s\p{L}+){0,2}\s?(?:[:—–]|\s-)\s/u
      : /^\p{Lu}[^\s,.:]*(?:\s[\p{Lu}&][^\s,.:]*){0,3}(?::|\s[-—–])\s/u;
  const colon = heading.exec(line.folded.slice(from));
  if (!colon) return false;
  const told = line.folded.slice(from + colon[0].length, at);
  return /[,;.]/.test(told) && (told.match(/\p{L}{2,}/gu) ?? []).length >= 2;
};

const opensWithName = ({ mentions }: Seen): boolean => mentions[0] !== undefined && mentions[0].first <= 1;

/** "Lisa wants the invoice split, I'll redo it and mail it": told of somebody of theirs, and our step after it. */
function isNamedBefore({ mentions, line }: Seen, { at, kind }: Sign): boolean {
  const asking = line.tokens.find(({ text, span }) => ASKS.test(text) && span[0] < at);
  return (
    kind === 'plan' &&
    asking !== undefined &&
    mentions.some(({ span }) => span[0] < asking.span[0]) &&
    /(?<!\p{L})(?:i['’]ll|i will|we['’]ll|сделаю|сделаем|я|мы)(?!\p{L})/iu.test(
      line.folded.slice(asking.span[1], at + 12),
    )
  );
}

/** A day to come in the clause of a verb that tells of no contact. */
const mayBeAhead = (seen: Seen, { at, present }: Sign): boolean => {
  const clause = seen.line.tokens.find(({ span }) => span[0] >= at)?.clause ?? 0;
  return seen.moments.some(
    (moment) =>
      Math.abs(moment.clause - clause) <= 1 &&
      (turnOf(seen, moment) === 'ahead' || (present === true && turnOf(seen, moment) === 'either')) &&
      !isStory(seen, moment),
  );
};

/** "на емейл: ставка до конца года": after a colon stands what was written. */
const isQuoted = ({ line }: Seen, noun: Cue | undefined): boolean =>
  noun !== undefined &&
  /^(?:email|messenger|fax)$/.test(noun.channel ?? '') &&
  /^\s?[:«"]/u.test(line.folded.slice(noun.span[1]));

/** "в пт вечером вотсап от Лютиковой": what comes from them is known when it has come. */
const isReceived = ({ line }: Seen, noun: Cue | undefined): boolean =>
  noun !== undefined &&
  /^(?:email|messenger|fax)$/.test(noun.channel ?? '') &&
  /^\s(?:от|from)\s(?!\d)/iu.test(line.folded.slice(noun.span[1]));

/** "Quick call w/ Maria, 8 min. W-9 to her tmrw": how long it was, and another sentence with a day. */
function isLastedBefore({ line }: Seen, noun: Cue, own: Moment): boolean {
  const sentence = line.tokens.find(({ span }) => span[0] >= noun.span[0])?.sentence ?? 0;
  const next = line.tokens.find((token) => token.sentence > sentence);
  return (
    next !== undefined &&
    next.span[0] <= own.span[0] &&
    /(?<![\d.,])\d{1,3}\s?(?:m|mins?|minutes|мин|минут|h|hrs?|hours?|ч|час\p{L}*)(?!\p{L})/iu.test(
      line.folded.slice(noun.span[1], next.span[0]),
    )
  );
}

function byDate(seen: Seen, noun: Cue | undefined): Decided {
  if (hasComeIn(seen)) return { status: field<Status>('happened', 'guessed', 'told as come in', ['planned']) };
  if (noun && JUST_NOW.test(seen.line.folded)) return { status: field<Status>('happened', 'read', 'just now') };
  if (isQuoted(seen, noun))
    return { status: field<Status>('happened', 'guessed', 'what was written is told', ['planned']) };
  const own =
    seen.moments.find((moment) => !isStory(seen, moment)) ?? (seen.moments[0] && noun ? seen.moments[0] : undefined);
  if (!own) {
    return noun
      ? { status: field<Status>('happened', 'guessed', 'no word for when', ['planned']) }
      : { status: field<Status>('happened', 'read', 'nothing says that it is to come') };
  }
  const turn = turnOf(seen, own);
  if (noun && turn !== 'behind' && isLastedBefore(seen, noun, own))
    return { status: field<Status>('happened', 'guessed', 'how long it was is told', ['planned']) };
  if (turn === 'either' && isReceived(seen, noun))
    return { status: field<Status>('happened', 'guessed', `«${noun?.text}» from them`, ['planned']) };
  if (turn !== 'behind' && isAccount(seen, { at: own.span[0] }))
    return { status: field<Status>('happened', 'guessed', 'told before a day to come', ['planned']) };
  if (turn === 'behind') return { status: field<Status>('happened', 'read', 'its day is over') };
  if (turn === 'today') return { status: field<Status>('happened', 'guessed', 'its hour is over', ['planned']) };
  const isClear = (noun !== undefined || own.said.clock !== undefined) && own.clause <= (noun?.clause ?? 0) + 2;
  return {
    status: field<Status>('planned', isClear ? 'read' : 'guessed', 'its day is to come', isClear ? [] : ['happened']),
  };
}
