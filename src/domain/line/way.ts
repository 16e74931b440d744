import type { Direction } from '../contact/contact.ts';
import { regExp } from '../text/pattern.ts';
import type { Span } from '../text/spans.ts';
import type { Cue } from './find/cues.ts';
import { between, type Token } from './find/line.ts';
import type { Mention } from './find/who.ts';
import type { Parties } from './parties.ts';
import type { Field, LineChannel } from './reading.ts';
import { field, type Seen } from './seen.ts';
import type { Sign } from './status.ts';
import { isFirstName } from './words/first-names.ts';

const OTHERS: readonly LineChannel[] = ['phone', 'meeting', 'email', 'messenger'];
const INCOMING = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:вх(?:\.|од\.?|одящ\p{L}+)?|incoming|inbound)(?![\p{L}\p{N}]|\s?№)`,
  'iu',
);
const OUTGOING = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:исх(?:\.|од\.?|одящ\p{L}+)?|outgoing|outbound)(?![\p{L}\p{N}]|\s?№|\.?\s?\d)`,
  'iu',
);

export interface Way {
  channel: Field<LineChannel>;
  direction: Field<Direction>;
  /** The word that told the channel. */
  cue?: Cue;
}

/** Where the line says outright which way it went: "вх", "исходящий". */
export const outright = (text: string): Span | undefined => {
  const match = INCOMING.exec(text) ?? OUTGOING.exec(text);
  return match ? [match.index, match.index + match[0].length] : undefined;
};

/** By what the contact took or takes place, and who turned to whom. What the words do not tell is a guess. */
export function wayOf(seen: Seen, planned: boolean, sign: Sign | undefined, parties: Parties): Way {
  const cue = mainCue(seen, planned, sign);
  const channel = channelOf(seen, cue, planned);
  return { channel, direction: directionOf(seen, cue, planned, parties, sign), ...(cue && { cue }) };
}

/** The word that decided the tense if it is one of a contact, else the first. */
function mainCue(seen: Seen, planned: boolean, sign: Sign | undefined): Cue | undefined {
  // What is to be done later tells nothing of what happened; "договориться о встрече" is not a meeting.
  const cues = seen.cues.filter(
    (one) =>
      (planned || one.form === 'past' || one.form === 'noun') && !isTopic(seen, one) && !isConditional(seen, one),
  );
  const first = cues[0];
  if (
    sign?.cue &&
    first &&
    (first === sign.cue || first.form === 'noun') &&
    sign.cue.clause - first.clause <= 1 &&
    !first.channel
  )
    return sign.cue;
  return first;
}

const TOPIC = regExp(
  String.raw`(?<!\p{L})(?:о|об|обо|про|насчет|по поводу|до|после|перед|по итогам|нов\p{L}+|стар\p{L}+|прошл\p{L}+|предыдущ\p{L}+|последн\p{L}+|previous|(?:the|my|our|their|his|her) last|earlier|свою|свой|его|ее|их|about|re|before|after|discuss|new|old|his|her|their)\s(?:\p{L}+\s)?$`,
  'iu',
);

/** A noun for a contact that is spoken of, or an address: "до встречи", "новую почту". */
function isTopic({ line }: Seen, { form, span, text }: Cue): boolean {
  if (form !== 'noun' || /^(?:по|на|в|by|via|on)\s/u.test(text)) return false;
  return TOPIC.test(line.folded.slice(Math.max(0, span[0] - 24), span[0]));
}

const EMAIL_SAID = regExp(
  String.raw`[\p{L}\d]@[\p{L}\d]|(?<!\p{L})(?:inbox|bounced|рассылк\p{L}+|спам\p{L}*)(?!\p{L})`,
  'iu',
);
/** Brought in person: "отнести договор". */
const CARRIES = regExp(
  String.raw`(?<!\p{L})(?:(?:отдал|передал|вручил|занес|завез|отнес|забрал|привез)[аи]?(?! в (?:работу|бухгалтерию|суд|отдел))|отнести|занести|передать лично|отвезти|завезти|привезти|подвезти|привез[уе]\p{L}*|вручить|забрать|drop off|deliver in person|hand over)(?!\p{L})`,
  'iu',
);

/** "если не ответит": nothing that is done. */
const isConditional = ({ line }: Seen, { form, span }: Cue): boolean =>
  form === 'coming' &&
  /(?<!\p{L})(?:если|if|когда|пока|until|unless)\s(?:\p{L}+\s){0,3}$/iu.test(
    line.folded.slice(Math.max(0, span[0] - 40), span[0]),
  );

function channelOf({ cues, line, mentions }: Seen, cue: Cue | undefined, planned: boolean): Field<LineChannel> {
  const others = (own: LineChannel) => OTHERS.filter((one) => one !== own);
  if (!cue) {
    const way = outright(line.folded);
    // "вх", "исх" alone are calls; "inbound enquiry" may be anything.
    if (way)
      return /^\p{Lu}?[вхис]{2,3}\.?$/iu.test(line.folded.slice(...way))
        ? field<LineChannel>('phone', 'read', 'incoming or outgoing')
        : field<LineChannel>('phone', 'guessed', 'incoming or outgoing', others('phone'));
    // "завтра в 3 к Волковой"
    if (EMAIL_SAID.test(line.folded))
      return field<LineChannel>('email', 'guessed', 'an e-mail address', others('email'));
    const isThere = planned && mentions.some(({ span }) => /(?<!\p{L})ко?\s$/iu.test(line.folded.slice(0, span[0])));
    if (isThere) return field<LineChannel>('meeting', 'guessed', 'to their place', others('meeting'));
    if (FACE_TO_FACE.test(line.folded))
      return field<LineChannel>('meeting', 'guessed', 'where it was', others('meeting'));
    if (CARRIES.test(line.folded))
      return field<LineChannel>('meeting', 'guessed', 'brought to them', others('meeting'));
    return field<LineChannel>('phone', 'guessed', 'no word tells the channel', others('phone'));
  }
  const named = cues.find(
    (one) => one.channel && !one.or && one.form === 'noun' && Math.abs(one.clause - cue.clause) <= (cue.sends ? 2 : 1),
  );
  if (cue.sends) {
    const by = named && ['messenger', 'email', 'fax'].includes(named.channel ?? '') ? named : undefined;
    if (by?.channel) return field<LineChannel>(by.channel, 'read', `«${by.text}»`);
    if (/@/.test(line.folded)) return field<LineChannel>('email', 'read', 'an e-mail address');
    return field<LineChannel>('email', 'guessed', `«${cue.text}»`, others('email'));
  }
  if (!cue.channel) {
    const next = cues.find(({ channel, form, clause }) => channel && form !== 'noun' && clause === cue.clause);
    if (next?.channel) return field<LineChannel>(next.channel, 'read', `«${next.text}»`);
    return field<LineChannel>('phone', 'guessed', `«${cue.text}»`, others('phone'));
  }
  if (cue.or) {
    // "поговорили по телефону", "spoke on Teams": what it was done by stands beside it.
    if (named?.channel) return field<LineChannel>(named.channel, 'read', `«${named.text}»`);
    return field<LineChannel>(cue.channel, 'guessed', `«${cue.text}»`, others(cue.channel));
  }
  return field<LineChannel>(cue.channel, 'read', `«${cue.text}»`);
}

/** Where people are face to face: "in the lift", "на проходной". */
const FACE_TO_FACE = regExp(
  String.raw`(?<!\p{L})(?:in the (?:lift|elevator|corridor|lobby|car park|hallway|canteen|queue|pub|bar)|at (?:the |their )?(?:airport|station|expo|show|trade fair|reception|gate|pub|bar|warehouse|yard)|на (?:проходной|складе|стройке|объекте|парковке|перроне|вокзале|ярмарке)|в (?:лифте|коридоре|холле|аэропорту|сапсане|поезде|самолете|столовой|кафе|ресторане|баре|приемной))(?!\p{L})`,
  'iu',
);

const ASKS_US = regExp(
  String.raw`(?<!\p{L})(?:(?:по|за)?прос(?:ит|ят|ил[аи]?)|спросил[аи]?|потребовал[аи]?|жд(?:ет|ут)|требу(?:ет|ют)|хо(?:чет|тят)|интересу(?:ется|ются)|спрашива(?:ет|ют)|нуж(?:ен|на|ны)|wants?|needs?|ask(?:s|ed)?|asking|wanting|requested|заявка|отказ|претензи\p{L}+|рекламаци\p{L}+|жалоба|complaint|enquiry|inquiry)(?!\p{L})`,
  'iu',
);
/** Somebody of theirs wants something: they turned to us. */
const asksUs = ({ line, mentions }: Seen): boolean => {
  const match = ASKS_US.exec(line.folded);
  return match !== null && mentions.some(({ span }) => span[0] < match.index);
};

function directionOf(
  seen: Seen,
  cue: Cue | undefined,
  planned: boolean,
  parties: Parties,
  sign: Sign | undefined,
): Field<Direction> {
  const { folded } = seen.line;
  if (INCOMING.test(folded)) return field<Direction>('incoming', 'read', '«вх»');
  if (OUTGOING.test(folded)) return field<Direction>('outgoing', 'read', '«исх»');
  const guess = (value: Direction, why: string) =>
    field<Direction>(value, 'guessed', why, [value === 'incoming' ? 'outgoing' : 'incoming']);
  const sure = (value: Direction, why: string) => field<Direction>(value, 'read', why);
  if (!cue && !planned && THEY_SELF.test(folded)) return sure('incoming', 'told outright');
  if (planned && seen.cues.some(({ form, by, channel }) => form === 'coming' && by === 'they' && channel === 'phone'))
    return guess('incoming', 'they are to call');
  if (!cue) {
    if (planned)
      return asksUs(seen)
        ? guess('incoming', 'they ask for it')
        : sign?.kind === 'plan'
          ? sure('outgoing', `«${sign.why}»: to be done by us`)
          : guess('outgoing', 'nobody is said to act');
    return startsWithThem(seen) || asksUs(seen)
      ? guess('incoming', 'they are told of')
      : guess('outgoing', 'nobody is said to act');
  }
  if (cue.form === 'coming')
    return cue.channel === 'meeting' ? guess('incoming', `«${cue.text}»`) : sure('incoming', `«${cue.text}»`);
  if (cue.form === 'plan')
    return cue.channel === 'meeting' && /^(?:встре|увид|пересе|meet|see)/u.test(cue.text)
      ? guess('outgoing', `«${cue.text}»`)
      : sure('outgoing', `«${cue.text}»`);
  if (cue.by === 'we' && !cue.missed) return sure('outgoing', `«${cue.text}»`);
  if (cue.by === 'they') return sure('incoming', `«${cue.text}»`);
  if (cue.form === 'noun') return ofNoun(seen, cue, planned, parties, guess, sure);
  if (cue.by === 'both') return guess('outgoing', `«${cue.text}» is mutual`);
  return bySubject(seen, cue, parties, guess, sure);
}

type Make = (value: Direction, why: string) => Field<Direction>;

const FROM = /^\s*(?:от|из|from)\s(?!\d|\p{L}+(?:ого|его|тьего)(?!\p{L})|(?:last|this|yesterday)(?!\p{L}))/iu;

/** "звонок от Петрова", "text from Kate"; "звонок Петрову", "письмо в Елань". */
function ofNoun(seen: Seen, cue: Cue, planned: boolean, parties: Parties, guess: Make, sure: Make): Field<Direction> {
  const { line } = seen;
  const after = line.folded.slice(cue.span[1]);
  if (FROM.test(after)) return sure('incoming', `«${cue.text}» from them`);
  const sends = seen.cues.find((one) => one.sends && Math.abs(one.clause - cue.clause) <= 1);
  if (sends && !planned) return bySubject(seen, sends, parties, guess, sure);
  if (/^(?:email|messenger|fax)$/.test(cue.channel ?? '') && /^\s?[:«"]/u.test(after) && !planned)
    return guess('incoming', `«${cue.text}» and what it says`);
  if (/^(?:email|messenger|fax)$/.test(cue.channel ?? ''))
    return planned ? sure('outgoing', `«${cue.text}» to be sent`) : guess('outgoing', `«${cue.text}»`);
  const to = mentionAfter(seen, cue);
  if (
    cue.channel === 'phone' &&
    /^(?:звонок|звонка|phone call|call)/u.test(cue.text) &&
    (/^\s(?:в|на|во)\s/iu.test(after) || (to && !to.plain && !/^\s(?:с|со|with|w\/?)\s/iu.test(after)))
  )
    return sure('outgoing', `«${cue.text}» to them`);
  if (
    cue.channel === 'meeting' &&
    /(?<!\p{L})(?:у нас|к нам|at ours|at our (?:office|place))(?!\p{L})/iu.test(line.folded)
  )
    return guess('incoming', 'at our place');
  const before = between(line, cue.span[0] - 25, cue.span[0]);
  if (
    /(?<!\p{L})(?:запланируй|запланировать)(?!\p{L})/iu.test(before) &&
    cue.channel === 'phone' &&
    /^\s(?:в|на)\s/iu.test(after)
  )
    return sure('outgoing', 'to be made');
  return guess('outgoing', `«${cue.text}» tells not who`);
}

const TO_US = /^\s(?:мне|нам|меня|нас|на личный|сам|сама|me|us)(?!\p{L})/iu;
const TO_US_BEFORE = /(?<!\p{L})(?:мне|нам|меня|к нам|к мне)\s(?:\p{L}+\s)?$/iu;
const OURSELVES = regExp(
  String.raw`(?<!\p{L})(?:я|мы|(?<!\p{L}\s)сам|(?<!\p{L}\s)сама|i|we|i['’]ve|we['’]ve|(?:i|we|i['’]ve|we['’]ve) just)\s(?:не\s|наконец\s|сегодня\s|вчера\s|тоже\s|also\s|finally\s)?$`,
  'iu',
);
/** "звонили с елани" */
const FROM_PLACE = /^(?:по|пере)?звонил[аи]?\sсо?\s/u;
const ABOUT_THEM = /^\s(?:ему|ей|им|him|her|them)(?!\p{L})/iu;

/** "звонила бухгалтер Ромашки": in the form of the one who acts. */
const THEIR_TITLE =
  /^\s(?:их\s|(?:главн|нов|стар|как)\p{L}+(?:-то)?\s|то\s){0,2}(?:бухгалтер|главбух|директор|менеджер|закупщи(?:к|ца)|секретар(?:ь|ша)|снабженец|инженер|юрист|логист|кладовщи(?:к|ца)|прораб|технолог|помощни(?:к|ца)|девушка|парень|мужчина|женщина|клиент|кто-то)(?!\p{L})/iu;

/** "они сами набрали", "звонили не мы", "сам вышел на нас" */
const THEY_SELF = regExp(
  String.raw`(?<!\p{L})(?:(?:они|он|она)\s(?:же\s)?сам[аи]?\s\p{L}+(?:л|ла|ли)(?!\p{L})|сам[аи]?\s(?:вы?ш[её]?л[аи]?|обратил\p{L}*|написал\p{L}*|позвонил\p{L}*|набрал\p{L}*|приш[её]?л[аи]?|заш[её]?л[аи]?|прислал\p{L}*)|(?:звонил|писал|обращал)\p{L}*\sне\s(?:мы|я)|выш[её]?л[аи]?\sна\sнас|(?:they|he|she)\s(?:called|rang|phoned|contacted|approached|emailed|messaged)\s(?:me|us))(?!\p{L})`,
  'iu',
);
const WE_SELF = regExp(
  String.raw`(?<!\p{L})(?:звонил[аи]?|писал[аи]?|набирал[аи]?|ездил[аи]?)\s(?:я|мы)(?!\p{L})`,
  'iu',
);

/** Who stands before the verb as the one who acts, or right after it, as Russian allows. */
function bySubject(seen: Seen, cue: Cue, parties: Parties, guess: Make, sure: Make): Field<Direction> {
  const { line } = seen;
  const [before, after] = [line.folded.slice(0, cue.span[0]), line.folded.slice(cue.span[1])];
  const why = `«${cue.text}»`;
  if (
    /(?:был[аи]?|приех\p{L}+|приезж\p{L}+|заех\p{L}+|заезж\p{L}+|заходил\p{L}*|заш\p{L}+|загля\p{L}+|приход\p{L}+|приш\p{L}+)\s(?:\p{L}+\s)?(?:к\s|у\s)н(?:ас|ам)/iu.test(
      line.folded.slice(cue.span[0], cue.span[1] + 8),
    )
  )
    return sure('incoming', `${why} to us`);
  if (THEY_SELF.test(line.folded)) return sure('incoming', 'told outright');
  if (WE_SELF.test(line.folded)) return sure('outgoing', 'told outright');
  // "Lisa left a voicemail": it is ours that was missed.
  if (cue.missed && /^(?:left|lft)/.test(cue.text) && subjectBefore(seen, cue) === 'them')
    return guess('incoming', `${why} by them`);
  if (cue.missed) return sure('outgoing', `${why}: tried by us`);
  if (TO_US.test(after) || TO_US_BEFORE.test(before)) return sure('incoming', `${why} us`);
  if (OURSELVES.test(before)) return sure('outgoing', `${why} by us`);
  if ((FROM.test(after) || FROM_PLACE.test(`${cue.text}${after}`)) && cue.channel !== 'meeting')
    return sure('incoming', `${why} from them`);
  if (ABOUT_THEM.test(after)) return sure('outgoing', `${why} to them`);
  if (isNewSubject(seen, cue, parties)) return sure('incoming', `${why} by them`);
  if (THEIR_TITLE.test(after)) return sure('incoming', `${why} by somebody of theirs`);
  const subject = subjectBefore(seen, cue);
  if (subject === 'them') return sure('incoming', `${why} by them`);
  const isTurnedTo = seen.mentions.some(
    ({ span, plain }) => !plain && span[0] >= cue.span[1] && span[0] - cue.span[1] <= 12,
  );
  if (subject === 'maybe' && isTurnedTo) return sure('outgoing', `${why} to them`);
  if (subject === 'maybe') return guess('incoming', `${why} by them, it seems`);
  if (subject === undefined && subjectAfter(seen, cue)) return sure('incoming', `${why} by them`);
  if (calledByNew(seen, cue, parties)) return sure('incoming', `${why} by them`);
  const isToThem = seen.mentions.some(({ span }) => span[0] >= cue.span[1] && span[0] - cue.span[1] <= 30);
  if (isToThem || newClientAfter(parties, cue)) return sure('outgoing', `${why} by us`);
  if (subject === 'other') return guess('outgoing', `${why} by us`);
  return guess('outgoing', `${why}: nobody is said to`);
}

/** Prepositions and cases that make of a name the one turned to. */
const OBLIQUE_BEFORE = regExp(
  String.raw`(?<![\p{L}/])(?:с|со|к|ко|в|во|на|у|для|из|от|до|по|to|with|w\/|for|at|re|about)\s(?:["«“]?\p{L}+["»”]?\s){0,2}["«“]?$`,
  'iu',
);

const isAcrossComma = ({ line }: Seen, one: Mention, cue: Cue): boolean =>
  /,/.test(between(line, one.span[1], cue.span[0])) && !/^,[^,]*,\s?$/.test(between(line, one.span[1], cue.span[0]));

/** 'maybe': named before the verb, with a comma between. */
function subjectBefore(seen: Seen, cue: Cue): 'them' | 'maybe' | 'other' | undefined {
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
function isNewSubject({ line }: Seen, cue: Cue, { persons, newClient, spans }: Parties): boolean {
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

function mentionAfter({ mentions }: Seen, cue: Cue): Mention | undefined {
  return mentions.find((one) => one.span[0] >= cue.span[1] && one.span[0] - cue.span[1] <= 6);
}

/** "Звонил Иванов", "позвонила Ромашка": in Russian who acts may follow the verb. */
function subjectAfter(seen: Seen, cue: Cue): boolean {
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
function calledByNew({ line }: Seen, cue: Cue, { persons, spans }: Parties): boolean {
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
const newClientAfter = ({ newClient, persons, spans }: Parties, cue: Cue): boolean =>
  (newClient !== undefined || persons !== undefined) &&
  spans.some(([start]) => start >= cue.span[1] && start - cue.span[1] <= 30);

/** "звонила козлов" cannot be: the verb's gender is that of who acts; "звонил орлова" is to him or her. */
function agrees(verb: string, { known }: Mention): boolean {
  if (known.kind === 'organization') return true;
  const isFemale = /(?:а|я)$/u.test(known.name.split(' ')[0] ?? '');
  return /ла(?:сь)?$/u.test(verb) ? isFemale : /ли(?:сь)?$/u.test(verb) ? true : !isFemale;
}

/** The line begins with somebody of theirs: "Громов отвалился". */
function startsWithThem({ mentions, line }: Seen): boolean {
  const [first] = mentions;
  return (
    first?.plain === true &&
    first.first <= 2 &&
    !/^(?:по|к|с|у|для|в|на)$/u.test(line.tokens[first.first - 1]?.text ?? '')
  );
}
