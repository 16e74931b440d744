import { regExp } from '../text/pattern.ts';
import { resolve } from '../time/resolve.ts';
import { dayStart } from '../time/zone.ts';
import type { Cue } from './find/cues.ts';
import type { Token } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import type { Field } from './reading.ts';
import { field, type Seen, verbAt } from './seen.ts';
import { isStory } from './story.ts';

export type Status = 'happened' | 'planned';

const PLAN = regExp(
  String.raw`(?<![\p{L}])(?<!(?:не|ничего) |делать не )(?:надо|нужно|необходимо|пора|напомни(?:ть)?|запланируй(?:те)?|запланировать|постав(?:ь|ить|ьте)(?! галочку)|не забыть|план(?!\p{L})|планир(?:ую|уем)|хочу|собираюсь|remind me to|need to|got to|gotta|have to|must|don['’]?t forget|plan(?:ning)? to|todo|to do|(?<!off |ahead of |on |per )schedule|book(?=\s(?:a|in|the|me|us|\p{L}+\s(?:for|on))(?!\p{L}))|pencil in|set up|diarise|put (?:\p{L}+ ){1,4}(?:on|in) (?:my |the |our )?(?:calendar|diary|books|schedule)|put (?:in |down )?(?:a |the )?(?:call|meeting|mtg|visit|reminder|demo)|(?:pop|stick|get|put|slot) (?:a |the )?(?:call|meeting|mtg|visit|demo|reminder)|put in (?:a |the )?(?=call|meeting|visit|demo|reminder))(?!\p{L})`,
  'iu',
);
/** To come, in words that tell no day. */
const VAGUE = regExp(
  String.raw`(?<!\p{L})(?:на днях|скоро|попозже|как-нибудь|как нибудь|при случае|в ближайшее время|после (?:праздников|выходных|отпуска|нового года)|в (?:начале|середине|конце) (?:осени|зимы|весны|лета)|soon|sometime|at some point|after the holidays|later this (?:month|year)|when (?:i|we) get a chance)(?!\p{L})`,
  'iu',
);
const RESULT = regExp(
  String.raw`(?<!\p{L})(?:итог(?:о|и)?\s?[:-]|результат\p{L}*\s?[:-]|рез-т|в итоге|outcome|result(?:\s(?:is|was))?\s?[:-]?(?=\s))`,
  'iu',
);
/** Past verbs that tell of a wish or a promise, and of no contact that took place. */
const SOFT =
  /^(?:хотел[аи]?|просил[аи]?|попросил[аи]?|обещал[аи]?|звал[аи]?|планировал[аи]?|собирал(?:ся|ась|ись)|думал[аи]?|мог|могл[аи]|был[аио]?|asked|wanted|promised|said|was|had|were|did|need|got|referred|intro|introduced|нужен|начал(?:ся|ась|ись|ось)|закончил(?:ся|ась|ись))$/u;
/** Said of them as it stands: told, and nothing of ours to come. */
const TOLD =
  /^(?:прос(?:ит|ят)|говор(?:ит|ят)|молч(?:ит|ат)|требу(?:ет|ют)|предлага(?:ет|ют)|интересу(?:ется|ются)|отказыва(?:ется|ются)|хот(?:ят)|жалу(?:ется|ются)|ругает(?:ся)?|настаива(?:ет|ют)|сомнева(?:ется|ются)|says|asks|moans|wants|needs|reckons|thinks|prefers|claims|insists|complains|refuses|confirms|agrees|hates|loves)$/u;
/** "Lisa wants a call on Thursday": what is wanted is the contact. */
const WANTS_CONTACT =
  /^\s(?:a\s|an\s|another\s|us\s|me\s|to\s|\p{L}+\s){0,2}(?:calls?|meeting|mtg|visit|demo|chat|catch-?up|meet|talk|speak|lunch|coffee|teams|zoom|созвон\p{L}*|встреч\p{L}*|встретит\p{L}*|звон\p{L}*)(?!\p{L})/iu;
const ASKS =
  /^(?:прос(?:ит|ят)|хо(?:чет|тят)|попросил[аи]?|просил[аи]?|жд(?:ет|ут)|предлага(?:ет|ют)|требу(?:ет|ют)|интересу(?:ется|ются)|готов[аы]?|обеща(?:ет|ют|л|ла|ли)|сказал[аи]?|wants?|asked|asks)$/u;

/** Nothing that is to come is told so. */
const JUST_NOW = regExp(
  String.raw`(?<!\p{L})(?:только что|just now|just (?:off|got off|spoke|met|had|left))(?!\p{L})`,
  'iu',
);

const NOT_HELD =
  /(?<!\p{L})(?:did(?:n['’]?t| not) (?:happen|take place|go ahead|come off)|не состоял(?:ся|ась|ось)|не получил(?:ось|ся|ась))(?!\p{L})/iu;

export interface Sign {
  at: number;
  kind: 'past' | 'plan';
  why: string;
  cue?: Cue;
  /** "wants", "просит": as it stands now, so that a day after it is that of what is wanted. */
  present?: true;
}

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
    const isOpen = !first.cue && !RESULT.test(seen.line.folded) && mayBeAhead(seen, first);
    return {
      status: field<Status>('happened', isOpen ? 'guessed' : 'read', `«${first.why}»`, isOpen ? ['planned'] : []),
      sign: first,
    };
  }
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
  const clause = seen.line.tokens.find(({ span }) => span[0] >= first.at)?.clause ?? 0;
  const asks = seen.line.tokens.some(({ text, span }) => ASKS.test(text) && span[0] < first.at);
  const isTold =
    noun &&
    noun.span[0] < first.at &&
    clause >= noun.clause + 2 &&
    !(head && head.span[0] < first.at && head.clause <= noun.clause + 1 && !isStory(seen, head));
  if (isTold)
    return { status: field<Status>('happened', 'guessed', 'told before what is to be done', ['planned']), sign: first };
  if (asks && (!first.cue || isNamedBefore(seen, first)))
    return { status: field<Status>('happened', 'guessed', 'asked for by them', ['planned']), sign: first };
  // Told late in a long account, it is as likely what is to be done next.
  const isLate = clause >= 2 && first.at > LATE && !(head && head.clause <= 1 && turnOf(seen, head) === 'ahead');
  return {
    status: field<Status>('planned', isLate ? 'guessed' : 'read', `«${first.why}»`, isLate ? ['happened'] : []),
    sign: first,
  };
}
const LATE = 45;

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
const mayBeAhead = (seen: Seen, { at }: Sign): boolean => {
  const clause = seen.line.tokens.find(({ span }) => span[0] >= at)?.clause ?? 0;
  return seen.moments.some(
    (moment) => Math.abs(moment.clause - clause) <= 1 && turnOf(seen, moment) === 'ahead' && !isStory(seen, moment),
  );
};

/** "на емейл: ставка до конца года": after a colon stands what was written. */
const isQuoted = ({ line }: Seen, noun: Cue | undefined): boolean =>
  noun !== undefined &&
  /^(?:email|messenger|fax)$/.test(noun.channel ?? '') &&
  /^\s?[:«"]/u.test(line.folded.slice(noun.span[1]));

function byDate(seen: Seen, noun: Cue | undefined): Decided {
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
  if (turn === 'behind') return { status: field<Status>('happened', 'read', 'its day is over') };
  if (turn === 'today') return { status: field<Status>('happened', 'guessed', 'its hour is over', ['planned']) };
  const isClear = (noun !== undefined || own.said.clock !== undefined) && own.clause <= (noun?.clause ?? 0) + 2;
  return {
    status: field<Status>('planned', isClear ? 'read' : 'guessed', 'its day is to come', isClear ? [] : ['happened']),
  };
}

/** Words that have a tense, in order: contact words, verbs, "надо". What follows "просит" is asked for. */
function signsOf({ line, cues, mentions }: Seen): Sign[] {
  const signs: Sign[] = [];
  for (const cue of cues) {
    if (cue.form === 'noun' || cue.denied) continue;
    signs.push({ at: cue.span[0], kind: cue.form === 'past' ? 'past' : 'plan', why: cue.text, cue });
  }
  const plan = PLAN.exec(line.folded);
  if (plan) signs.push({ at: plan.index, kind: 'plan', why: plan[0] });
  const vague = VAGUE.exec(line.folded);
  if (vague) signs.push({ at: vague.index, kind: 'plan', why: vague[0] });
  const isCue = (token: Token) =>
    [...cues, ...mentions].some(({ span }) => span[0] <= token.span[0] && token.span[1] <= span[1]);
  for (const [index, token] of line.tokens.entries()) {
    if (token.kind !== 'word' || isCue(token)) continue;
    const form = verbAt({ line, mentions }, index);
    if (
      /^(?:успел[аи]?|смог|смогл[аи]|получилось|вышло|стал[аи]?)$/u.test(token.text) &&
      line.tokens[index - 1]?.text === 'не'
    )
      continue;
    if (form === 'past' && !SOFT.test(token.text) && line.tokens[index - 1]?.text !== 'не-')
      signs.push({ at: token.span[0], kind: 'past', why: token.text });
    if (TOLD.test(token.text) && !WANTS_CONTACT.test(line.folded.slice(token.span[1], token.span[1] + 40)))
      signs.push({ at: token.span[0], kind: 'past', why: token.text, present: true });
    // "звонок делать не надо"
    const isNeedless =
      line.tokens[index + 1]?.text === 'не' &&
      /^(?:надо|нужно|будем|стал[аи]?)$/u.test(line.tokens[index + 2]?.text ?? '');
    if (form === 'infinitive' && !isNeedless && !follows(line.tokens, index))
      signs.push({ at: token.span[0], kind: 'plan', why: token.text });
  }
  return signs
    .sort((a, b) => a.at - b.at)
    .filter((sign, index, all) => !(sign.kind === 'plan' && afterAsking(line.tokens, sign.at) && index < all.length));
}

/** "просит счет выставить": an infinitive that somebody else's wish governs. */
function afterAsking(tokens: readonly Token[], at: number): boolean {
  const index = tokens.findIndex(({ span }) => span[0] >= at);
  return tokens.slice(Math.max(0, index - 3), index).some(({ text }) => ASKS.test(text));
}

/** "готов платить", "не могу говорить", "чтобы застать": governed by another word, it plans nothing of its own. */
function follows(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(Math.max(0, index - 2), index)
    .some(({ text }) =>
      /^(?:чтоб|чтобы|если|могу|может|могут|можно|могла|мог|готов[аы]?|нельзя|нечем|сможет|сможем|будет|будут|будем|буду|стал[аи]?|начал[аи]?|хотел[аи]?|пока|когда|как)$/u.test(
        text,
      ),
    );
}

/** Where a moment lies, whichever way it leans: 'either' for "в пятницу". */
export function turnOf(seen: Seen, moment: Moment): Turn {
  const known = turns.get(moment);
  if (known) return known;
  const turn = turnTold(seen, moment);
  turns.set(moment, turn);
  return turn;
}
type Turn = 'behind' | 'today' | 'ahead' | 'either';
/** A moment is of one line and its situation, and is asked for often. */
const turns = new WeakMap<Moment, Turn>();

function turnTold({ situation, line }: Seen, moment: Moment): Turn {
  const { now, zone, workingDays } = situation;
  const { said } = moment;
  if (said.shift) return said.shift.sign > 0 ? 'ahead' : 'behind';
  const on = (lean: 'past' | 'future') => resolve(said, { now, zone, lean, workingDays })?.at;
  const [back, ahead] = [on('past'), on('future')];
  const { day } = said;
  if (!day) {
    const isOver =
      back !== undefined &&
      (said.clock?.loose !== true || now.getTime() - back.getTime() < 12 * 3_600_000) &&
      dayStart(back, zone).getTime() === dayStart(now, zone).getTime();
    return isOver ? 'today' : 'ahead';
  }
  // "25-го": the last one or the coming one.
  if (day.kind === 'monthDay') return 'either';
  if (day.kind === 'offset') {
    if (day.days === 0 && day.months === 0)
      return ahead && ahead > now ? 'ahead' : said.clock || said.daypart ? 'behind' : 'either';
    return day.days > 0 || day.months > 0 ? 'ahead' : 'behind';
  }
  if (day.kind === 'weekday' && day.week === undefined && !day.later)
    return /(?:эт(?:от|у|о)|this|ближайш\p{L}+)\s/iu.test(line.folded.slice(...moment.span)) ? 'ahead' : 'either';
  if (day.kind === 'weekday') return (day.week ?? 1) >= 0 ? 'ahead' : 'behind';
  if (day.kind === 'week') return day.turned ? 'either' : day.weeks > 0 ? 'ahead' : 'behind';
  if (!ahead || !back) return ahead ? 'ahead' : back ? 'behind' : 'ahead';
  if (day.kind === 'date' && day.year !== undefined) return ahead > now ? 'ahead' : 'behind';
  // The nearer one of a day without a year; the coming one where both are far.
  const [until, since] = [ahead.getTime() - now.getTime(), now.getTime() - back.getTime()];
  return until > 180 * 86_400_000 && since < 60 * 86_400_000 ? 'behind' : 'ahead';
}
