import { overlaps, type Span } from '../text/spans.ts';
import { hasComeIn } from './come-in.ts';
import { between, clauseAt } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import { type Seen, verbAt } from './seen.ts';
import type { Sign } from './signs.ts';
import { isProposed, isStory } from './story.ts';
import { turnOf } from './turn.ts';
import { STEP } from './words/step-words.ts';

const SAYS =
  /^(?:говор(?:ит|ят)|сказал[аи]?|смотр(?:ит|ят)|реш(?:ит|ат)|дума(?:ет|ют)|хо(?:чет|тят)|прос(?:ит|ят)|жд(?:ет|ут)|обещал[аи]?|договорились|says?|said|wants?|asked|told|promised|needs?|hinted|if|если|he|she|they|i['’]ll|будет|будут|будем)$/u;

/** The day or time of the contact itself among all that the line speaks of. */
export function ownMoment(seen: Seen, planned: boolean, sign: Sign | undefined): Moment | undefined {
  return planned ? ofPlan(seen, sign) : ofTold(seen, sign);
}

/** A plan is for the first day that no delivery, payment or paper has; for one of these where there is no other, as a deadline. */
function ofPlan(seen: Seen, sign: Sign | undefined): Moment | undefined {
  const { moments, line } = seen;
  const free = moments.filter(
    (moment) => !isStory(seen, moment) && turnOf(seen, moment) !== 'behind' && !isOfDenied(seen, moment, sign),
  );
  const clauseOf = (at: number) => line.tokens.findLast(({ span }) => span[0] <= at)?.clause ?? 0;
  const near = free.find((moment) => sign && moment.clause === clauseOf(sign.at));
  // "в 14:20 зубной, потом к 16 заехать к Вере": what comes first is nobody's of theirs.
  const then = near && free[0] && near !== free[0] && isThen(seen, free[0], near);
  if (then) return { ...near, said: { ...(free[0]?.said.day && { day: free[0].said.day }), ...near.said } };
  if (near && free[0] && near !== free[0] && STEP.test(between(line, free[0].span[1], near.span[0])) === false)
    return free[0];
  // "invoice due 15 Dec, remind Tom on the 10th"
  if (
    near &&
    free[0] &&
    near !== free[0] &&
    sign?.kind === 'plan' &&
    near.span[0] > sign.at &&
    free[0].clause < near.clause &&
    free[0].span[0] < sign.at &&
    !seen.cues.some(({ clause }) => clause === free[0]?.clause)
  )
    return near;
  // "если до чт не ответит - звонить в пт": a condition comes first.
  const [condition, after] = free;
  const isCondition =
    condition &&
    after &&
    condition.clause !== after.clause &&
    /(?:^|[.,;:!?-]\s)(?:если|if|unless)\s[^,;:]*$/iu.test(line.folded.slice(0, condition.span[0]));
  if (isCondition) return after;
  const isToday = (moment: Moment) => turnOf(seen, moment) === 'today' && !moment.said.day;
  const first = free.find((moment) => !isToday(moment)) ?? free[0];
  // "в четверг ... да, в четверг в одиннадцать": of one day said twice the fuller.
  const fuller =
    first && !first.said.clock
      ? free.find(({ said }) => said.clock && said.day && JSON.stringify(said.day) === JSON.stringify(first.said.day))
      : undefined;
  if (first) return fuller ?? first;
  const over = moments.find((moment) => !isStory(seen, moment));
  if (over) return over;
  return moments.find(
    ({ span }) => /^(?:к|до|by|before)\s/iu.test(line.folded.slice(span[0])) && !isAway(line.folded.slice(0, span[0])),
  );
}

const isThen = ({ line, mentions, cues }: Seen, first: Moment, near: Moment): boolean =>
  /(?<!\p{L})(?:потом|затем|после этого|оттуда|then|after that|afterwards)(?!\p{L})/iu.test(
    between(line, first.span[1], near.span[0]),
  ) &&
  !mentions.some(({ span }) => line.tokens.findLast((token) => token.span[0] <= span[0])?.clause === first.clause) &&
  !cues.some(({ clause }) => clause === first.clause) &&
  mentions.length > 0;

/** "сегодня не позвонил, позвоню завтра": the day on which it did not take place. */
export const isOfDenied = ({ cues }: Seen, { span }: Moment, sign: Pick<Sign, 'at'> | undefined): boolean =>
  cues.some(
    (cue) =>
      cue.denied &&
      span[0] < (sign?.at ?? 0) &&
      Math.min(Math.abs(cue.span[0] - span[1]), Math.abs(span[0] - cue.span[1])) <= 12,
  );

const isAway = (before: string): boolean =>
  /(?:кончает\p{L}*|заканчива\p{L}*|уезжа\p{L}*|уедет|пауз\p{L}*|действ\p{L}*|out|away|expires)\s$/iu.test(before);

/** What happened has a day that is over, told beside the contact's own word, with no other verb between. */
function ofTold(seen: Seen, sign: Sign | undefined): Moment | undefined {
  const past = seen.moments.filter((moment) => {
    const turn = turnOf(seen, moment);
    // What is over is due no more: "the revised quote this morning".
    const isOver = turn === 'behind' && moment.said.day?.kind === 'offset';
    if (sign?.present && moment.span[0] > sign.at && !isToldAfter(seen, moment, sign)) return false;
    return (
      turn !== 'ahead' &&
      !isStory(seen, moment) &&
      !(turn === 'either' && isProposed(seen, moment)) &&
      (isOver || !isDue(seen, moment)) &&
      !isOfPlan(seen, moment) &&
      !(turn !== 'behind' && hasComeIn(seen))
    );
  });
  const strict = past.find((moment) => turnOf(seen, moment) === 'behind' && isBeside(seen, moment, sign, 12));
  const beside = past.find((moment) => isBeside(seen, moment, sign, 8));
  // "у Орлова на объекте в прошлый пн", "Tues last wk w/ Tom": told at the beginning, whatever the verb is.
  const opening = past.find(
    (moment) => turnOf(seen, moment) === 'behind' && moment.clause === 0 && moment.span[0] <= (sign?.at ?? 30),
  );
  // "Lisa sent the signed contract back this morning": of no other, where the clause has no other.
  const only = past.find(
    (moment) =>
      turnOf(seen, moment) === 'behind' &&
      moment.said.day?.kind === 'offset' &&
      sign?.cue !== undefined &&
      clauseAt(seen.line, sign.at) === moment.clause &&
      seen.moments.filter(({ clause }) => clause === moment.clause).length === 1 &&
      /[,;.]/.test(seen.line.folded),
  );
  const own = untilThen(seen, beside ?? strict ?? opening ?? only);
  if (!own) return undefined;
  // Of two calls that are told of ("звонил в девять и в пять") the last one.
  const last = past.findLast(
    (moment) =>
      moment !== own &&
      !moment.said.day &&
      moment.said.clock &&
      /^\s?(?:и|and)\s?$/iu.test(between(seen.line, own.span[1], moment.span[0])),
  );
  if (!last) return own;
  return {
    ...own,
    said: { ...own.said, ...(last.said.clock && { clock: last.said.clock }) },
    spans: [...own.spans, last.span],
    span: [own.span[0], last.span[1]],
  };
}

/** "десятого в полтретьего еду к ней": the day of what is to be done, right before it; not in "met him Friday, send the quote". */
const isOfPlan = (seen: Seen, moment: Moment): boolean =>
  turnOf(seen, moment) === 'either' &&
  seen.cues.some(
    ({ form, span }) =>
      (form === 'plan' || form === 'coming') &&
      span[0] >= moment.span[1] &&
      span[0] - moment.span[1] <= 4 &&
      !/[,;.]/.test(between(seen.line, moment.span[1], span[0])),
  );

/** "просит закрыть вопрос, писал в 13:05": the contact itself is told after what is wanted. */
const isToldAfter = ({ cues }: Seen, { span }: Moment, { at }: Sign): boolean =>
  cues.some((cue) => cue.form === 'past' && cue.span[0] > at && Math.abs(span[0] - cue.span[1]) <= 12);

/** "вчера до 8 вечера сидели": when it ended tells nothing of when it began. */
function untilThen({ line }: Seen, own: Moment | undefined): Moment | undefined {
  if (!own?.said.clock || own.said.clock.until || !own.said.day) return own;
  const isUntil = /(?:^|\s)(?:до|till|until|til)\s/iu.test(line.folded.slice(...own.span));
  if (!isUntil) return own;
  const { clock: _, daypart: __, ...said } = own.said;
  return { ...own, said };
}

/** "by fri", "до пятницы", "collect sat": when something is to be done. */
function isDue({ line, cues }: Seen, { span, clause, said }: Moment): boolean {
  const text = line.folded.slice(...span);
  if (
    /^(?:by|until|till|til|до|к|ко|не раньше|не позже|на(?! (?:той|прошлой|этой|днях)))\s/iu.test(text) ||
    (/\s(?:by|до|к)\s\d/iu.test(text) && said.clock?.until === undefined)
  )
    return true;
  // "не раньше семнадцатого", "просит перезвонить четвертого"
  if (
    /(?<!\p{L})(?:не раньше|не позже|не ранее|не позднее|not before|no later than|no earlier than|as of)\s$/iu.test(
      line.folded.slice(0, span[0]),
    )
  )
    return true;
  if (
    cues.some(
      (cue) => cue.form === 'plan' && cue.span[1] <= span[0] && cue.clause === clause && span[0] - cue.span[1] < 40,
    )
  )
    return true;
  const word = /(\p{L}+)\s$/u.exec(line.folded.slice(0, span[0]));
  const isOwn =
    word && cues.some((cue) => cue.span[0] <= word.index && word.index < cue.span[1] && cue.form !== 'plan');
  return Boolean(word && !isOwn && STEP.test(word[1] ?? ''));
}

/** A verb of its own between the two; "была встреча" has none. */
function isOtherVerb(seen: Seen, index: number): boolean {
  const word = seen.line.tokens[index]?.text ?? '';
  return (
    (verbAt(seen, index) !== undefined && !/^(?:был[аио]?|прошл?[аои]?|was|were|had|been)$/u.test(word)) ||
    SAYS.test(word)
  );
}

const isIn = ({ line }: Seen, span: Span, anchor: number): boolean =>
  clauseAt(line, anchor) === clauseAt(line, span[0]);

/** Whether few words and no other verb part the moment from the word for the contact, or from the one that has the tense. */
function isBeside(seen: Seen, moment: Moment, sign: Sign | undefined, words: number): boolean {
  const [cue] = seen.cues;
  // "сменился директор, созвон с ним 3-го": a contact to come, told after what happened.
  const isAfter =
    cue?.form === 'noun' &&
    sign?.kind === 'past' &&
    !sign.cue &&
    cue.span[0] > sign.at &&
    clauseAt(seen.line, sign.at) !== cue.clause;
  const anchors = [isAfter ? undefined : cue?.span[0], sign?.at].filter((at) => at !== undefined);
  return (anchors.length > 0 ? anchors : [0]).some((anchor) => isNear(seen, moment, anchor, words));
}

function isNear(seen: Seen, { span, clause }: Moment, anchor: number, words: number): boolean {
  const { line } = seen;
  const isBefore = span[0] < anchor;
  const [from, to] = isBefore ? [span[1], anchor] : [anchor, span[0]];
  const gap = line.tokens.flatMap((token, index) =>
    token.kind === 'word' && token.span[0] >= from && token.span[1] <= to ? [index] : [],
  );
  const rest = isBefore ? gap : gap.slice(1);
  if (rest.length > words) return false;
  const text = between(line, from, to);
  const isFar =
    (text.match(/[,;]/g) ?? []).length > 1 ||
    (!isBefore && /[.!?]\s/.test(text.replace(/(?<=(?:^|\s)\p{L}{1,4})\./gu, '')));
  // "emailed it over, print run Monday": told in a clause of its own, with words of its own.
  const isApart =
    !isBefore &&
    !isIn(seen, span, anchor) &&
    line.tokens.some(
      (token) =>
        token.kind === 'word' &&
        token.clause === clause &&
        token.span[1] <= span[0] &&
        token.text.length > 3 &&
        !seen.mentions.some((one) => overlaps(one.span, token.span)) &&
        !seen.cues.some((one) => overlaps(one.span, token.span)),
    );
  // "перезвонит сам после обеда": to be done.
  const isToCome = seen.cues.some(
    (cue) =>
      (cue.form === 'coming' || cue.form === 'plan') &&
      cue.span[0] > anchor &&
      cue.span[0] >= from &&
      cue.span[1] <= to,
  );
  return !isFar && !isApart && !isToCome && !rest.some((index) => isOtherVerb(seen, index));
}
