import type { Direction } from '../../contact/contact.ts';
import { regExp } from '../../text/pattern.ts';
import type { Cue } from '../find/cues.ts';
import { between } from '../find/line.ts';
import type { Parties } from '../parties.ts';
import type { Field } from '../reading.ts';
import { field, type Seen, verbAt } from '../seen.ts';
import type { Sign } from '../signs.ts';
import { INCOMING, OUTGOING } from './outright.ts';
import {
  awaited,
  calledByNew,
  isClearly,
  isNewSubject,
  mentionAfter,
  newClientAfter,
  OBLIQUE_BEFORE,
  startsWithThem,
  subjectAfter,
  subjectBefore,
} from './subject.ts';

const ASKS_US = regExp(
  String.raw`(?<!\p{L})(?:(?:по|за)?прос(?:ит|ят|ил[аи]?)|спросил[аи]?|потребовал[аи]?|жд(?:ет|ут)|требу(?:ет|ют)|хо(?:чет|тят)|интересу(?:ется|ются)|спрашива(?:ет|ют)|нуж(?:ен|на|ны)|wants?|needs?|ask(?:s|ed)?|asking|wanting|requested|заявка|отказ|претензи\p{L}+|рекламаци\p{L}+|жалоба|complaint|enquiry|inquiry)(?!\p{L})`,
  'iu',
);
/** Somebody of theirs wants something: they turned to us. */
const asksUs = ({ line, mentions }: Seen, { spans, newClient }: Parties): boolean => {
  const match = ASKS_US.exec(line.folded);
  const named = [...mentions.map(({ span }) => span), ...(newClient ? spans : [])];
  return match !== null && named.some(([start]) => start < match.index);
};

export function directionOf(
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
    if (planned && awaited(seen)) return guess('incoming', 'they are waited for');
    if (planned)
      return asksUs(seen, parties)
        ? guess('incoming', 'they ask for it')
        : sign?.kind === 'plan'
          ? sure('outgoing', `«${sign.why}»: to be done by us`)
          : guess('outgoing', 'nobody is said to act');
    // "у Орлова на объекте": at their place.
    const [first] = seen.mentions;
    if (first && /(?:^|\s)у\s["«“]?$/iu.test(folded.slice(0, first.span[0]))) return guess('outgoing', 'at theirs');
    return startsWithThem(seen) || asksUs(seen, parties)
      ? guess('incoming', 'they are told of')
      : guess('outgoing', 'nobody is said to act');
  }
  if (cue.form === 'coming')
    return cue.channel === 'meeting' ? guess('incoming', `«${cue.text}»`) : sure('incoming', `«${cue.text}»`);
  if (cue.form === 'plan')
    return (cue.channel === 'meeting' &&
      (/^(?:встре|увид|пересе|meet|see)/u.test(cue.text) ||
        /^\s(?:с|со|with|w\/)\s/iu.test(seen.line.folded.slice(cue.span[1])))) ||
      cue.or ||
      /^созв/u.test(cue.text)
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

/** "звонок на этой неделе от Громова": who it was from may come after when. */
const withoutTime = (after: string): string => after.replace(WHEN, '');
const WHEN =
  /^\s(?:сегодня|вчера|утром|(?:на|за)\s(?:\p{L}+\s)?недел[юеи]|(?:в|за)\s(?:эт\p{L}+\s|прошл\p{L}+\s)?месяце?|today|yesterday|(?:this|last)\s(?:week|wk|month|morning|afternoon))(?=\s)/iu;

/** "звонок от Петрова", "text from Kate"; "звонок Петрову", "письмо в Елань". */
function ofNoun(seen: Seen, cue: Cue, planned: boolean, parties: Parties, guess: Make, sure: Make): Field<Direction> {
  const { line } = seen;
  const after = withoutTime(line.folded.slice(cue.span[1]));
  if (FROM.test(after)) return sure('incoming', `«${cue.text}» from them`);
  if (!planned && actsInClause(seen, cue)) return guess('incoming', `«${cue.text}» by them, it seems`);
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
    /(?<!\p{L})(?:у нас|к нам|на наш(?:ем|у)? \p{L}+|(?:at|to) ours|(?:at|to|on) our (?:office|place|site|stand|booth|showroom|warehouse)|coming to us)(?!\p{L})/iu.test(
      line.folded,
    )
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

/** "Козлов благодарил по телефону", "Kate confirmed by phone": somebody of theirs does what is done by that way. */
function actsInClause(seen: Seen, cue: Cue): boolean {
  const { line, mentions } = seen;
  return mentions.some(
    ({ span, plain, last }) =>
      plain &&
      span[1] <= cue.span[0] &&
      line.tokens[last]?.clause === cue.clause &&
      !OBLIQUE_BEFORE.test(line.folded.slice(0, span[0])) &&
      (verbAt(seen, last + 1) === 'past' || isVerbAfter(seen, cue, last)) &&
      !/^(?:was|were|had|is|был[аи]?)$/u.test(line.tokens[last + 1]?.text ?? '') &&
      !seen.cues.some((one) => one !== cue && one.span[0] === line.tokens[last + 1]?.span[0]),
  );
}

/** "Белова факсом подтвердила": the verb right after what it was done by. */
const isVerbAfter = (seen: Seen, cue: Cue, last: number): boolean => {
  const next = seen.line.tokens[last + 1];
  const after = seen.line.tokens.findIndex(({ span }) => span[0] >= cue.span[1]);
  return next?.span[0] === cue.span[0] && after > 0 && verbAt(seen, after) === 'past';
};

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
  // "зашел к ним с улицы"
  if (/^\sк\s(?:ним|нему|ней)(?!\p{L})/iu.test(after)) return sure('outgoing', `${why} to them`);
  if (THEY_SELF.test(line.folded)) return sure('incoming', 'told outright');
  if (WE_SELF.test(line.folded)) return sure('outgoing', 'told outright');
  // "Lisa left a voicemail": it is ours that was missed.
  if (cue.missed && /^(?:left|lft)/.test(cue.text) && subjectBefore(seen, cue) === 'them')
    return guess('incoming', `${why} by them`);
  // "voicemail from Tom"
  if (cue.missed && /^(?:voice ?mail|vm|missed)/u.test(cue.text) && FROM.test(after))
    return sure('incoming', `${why} from them`);
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
  if ((subject === undefined || subject === 'other') && subjectAfter(seen, cue))
    return sure('incoming', `${why} by them`);
  if (calledByNew(seen, cue, parties)) return sure('incoming', `${why} by them`);
  const isToThem = seen.mentions.some(({ span }) => span[0] >= cue.span[1] && span[0] - cue.span[1] <= 30);
  if (isToThem || newClientAfter(parties, cue))
    return isClearly(seen, cue) ? sure('outgoing', `${why} by us`) : guess('outgoing', `${why} by us`);
  if (subject === 'other') return guess('outgoing', `${why} by us`);
  return guess('outgoing', `${why}: nobody is said to`);
}
