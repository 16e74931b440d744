import { regExp } from '../text/pattern.ts';
import { currentPeriod, periodRange, shiftPeriod } from '../time/period.ts';
import { dayEnd, dayStart } from '../time/zone.ts';
import type { Parties } from './parties.ts';
import type { QuestionReading } from './reading.ts';
import type { Seen } from './seen.ts';
import { timed } from './times.ts';
import { turnOf } from './turn.ts';

const FILLER =
  '^[\\s\\p{P}]{0,3}(?:(?:ну|так|а|слушай|слушайте|скажи|подскажи|напомни|покажи|короче|э|эм|привет|hey|hi|so|um|ok|okay|right|tell me|show me|remind me|remind|(?:can|could) (?:you|u|someone|anyone|anybody) (?:tell|show|remind|find|give) (?:me|us)|lmk|let me know|any idea|do you know|(?:just )?wondering|не помнишь|не подскажешь|интересно|quick one)[\\s,.:!-]{1,3}){0,3}(?:а\\s)?';
const opens = (words: string): RegExp => regExp(`${FILLER}(?:${words})(?![\\p{L}\\p{N}])`, 'iu');

const COUNT = opens(
  'сколько|скольки|на сколько|how many|how much time|how often|число звонков|количество|статистика|посчитай|count',
);
const PAST = opens(
  "когда(?=.{0,60}(?:л|ла|ли|лся|лись|был\\p{L}*)(?!\\p{L}))|когда (?:последн|крайн)\\p{L}+|что (?:мы |я |нам |они |он |она |там )?(?:(?:с|по) \\p{L}+ )?(?:\\p{L}+ ){0,2}(?:обещал\\p{L}*|говорил\\p{L}*|ответил\\p{L}*|решил\\p{L}*|сказал\\p{L}*|писал\\p{L}*|договорил\\p{L}*|обсуждал\\p{L}*|было|хотел\\p{L}*|просил\\p{L}*)|о ч[её]м (?:мы |я )?|на ч[её]м (?:мы )?(?:остановил\\p{L}*|сошл\\p{L}*|порешил\\p{L}*)|чем (?:\\p{L}+ ){0,5}(?:закончил\\p{L}*|кончил\\p{L}*)|кто (?:у нас |из наших )?(?:последн\\p{L}+ |вчера |сегодня )?(?:звонил|ездил|общал|говорил|вел|был|встречал|писал|отвечал)\\p{L}*|кому (?:\\p{L}+ ){0,4}(?:звонил|писал|обещал|дозвонил|отправил|отправлял|ответил)\\p{L}*|(?:покажи|журнал|история)(?= [«\\p{L}])|(?:я |мы )?(?:звонил|писал|отправлял|говорил|общал)\\p{L}* ли|дай (?:вс[её]|историю|список|контакты|сводку)|покажи (?:вс[её]|историю|контакты|журнал)|история|последн(?:ий|яя|ее|ие) (?:разговор|звонок|встреча|контакт|созвон|письмо)(?= (?:с|у|по|от|из) )(?!.*[,;:])|вс[её] (?:по|что по)|журнал по|список (?:звонков|встреч|контактов)|when did|when was|when have|what did|what was|what were|what (?:\\p{L}+ ){1,2}(?:said|promised|wanted|asked)|what we|what (?:have|has)|what['’]?s the (?:last|latest|status|history)|who (?:called|rang|spoke|saw|met|visited|last)|did (?:i|we|they|he|she|anyone|\\p{L}+)|have (?:i|we)|has anyone|where (?:did we|are we)|last time|history|show(?: me)?(?= \\p{L})|(?:any )?(?:notes|news|updates?) (?:on|about|from|re)|everything (?:on|with|about)|how did",
);
const AHEAD = opens(
  "что (?:у меня|у нас|там|сегодня|завтра|по планам|на|запланирован\\p{L}*|дальше)|какие (?:у меня |у нас )?(?:планы|встречи|звонки|дела)|какой (?:у меня )?план|кто (?:у меня|у нас)|когда (?:у меня|у нас|мне|я|мы)(?= )|просроч\\p{L}+|overdue|что мне (?:сегодня|завтра|ещ[её]|надо|нужно|делать)|что (?:ещ[её] )?(?:сегодня|делать)|когда (?:у меня |у нас )?(?:следующ\\p{L}+|ближайш\\p{L}+|встреча|созвон|звонок|демо)|кому (?:звонить|позвонить|надо|нужно)|с кем (?:у меня |(?:(?:я|мы|завтра|сегодня) ){0,2}(?:встреча|созв[оа]н)\\p{L}*)|во сколько|есть ли|есть (?:что|встреч\\p{L}+|планы)|мои планы|планы на|расписание|календарь|свободен ли|свободна ли|what['’]?s on|whats on|what['’]?s (?:up )?(?:next|today|tomorrow|coming|happening|my|left)|what (?:do|have) (?:i|we) (?:have|got)|what have i got|what is on|who (?:am i|do i|are we)|when (?:is|am|are|do)|when['’]?s|am i (?:free|seeing|meeting)|do (?:i|we) have|anything (?:on|for|with)|any (?:calls|meetings|plans)|my (?:day|schedule|plans|calendar)|agenda|schedule for",
);
/** To be read back or looked up. */
const READS_BACK = opens(
  '(?:прочита(?:й|йте)|прочти|зачитай|найди|выведи|подними|глянь|посмотри|открой)(?=.{0,40}(?:что|кто|когда|истори\\p{L}+|записи|запись|контакт\\p{L}*|последн\\p{L}+|звонк\\p{L}+|встреч\\p{L}*)(?!\\p{L}))|read (?:me |back |out )?(?:what|the|my|last)|read back|(?:pull|bring) up (?:the |my |all |last |everything )|look up (?:the |my |when |what )|find (?:me )?(?:the |all |my |out )|give me (?:the |a |all )?(?:last|latest|history|list|rundown|summary|notes)|list (?:all|the|my)',
);
/** A word that asks, or a verb before "I", "we" or "there". */
const ASKS = opens(
  "(?:кто|кого|чего|какой|какая|какое|какие|каких|каком|где|куда|откуда|почему|зачем|чей|чья|с кем|у кого|про что|как (?:связаться|зовут|дозвониться|прош\\p{L}+|дела|там)|(?:в|на|к|по|с|о|об|до|из|от|для|за) (?:как(?:ой|ом|ая|ие|их|ую|ого|ое)|ч[её]м|кем|кого|кому)|\\p{L}+ (?:вообще|хоть раз|когда-нибудь)(?= \\p{L}+(?:л|ла|ли)(?!\\p{L})))(?!-)|(?:who|whom|whose|which|where|why)(?:['’]s)?|what(?! a(?!\\p{L}))(?:['’]s)?|how(?! about)|(?:is|are|was|were|do|does|did|have|has|had|should) (?:i|we|he|she|they|it|there|anyone|anybody)",
);
/** Told rather than asked: long, or with a clause after a comma. */
const isAsked = (text: string): boolean =>
  ASKS.test(text) && (/\?\s*$/.test(text) || (text.length <= 90 && !/[,;:.]\s/.test(text)));

/** Words of the journal: a question with none of them, and with no client, is asked of somebody else. */
const JOURNAL = regExp(
  String.raw`(?<!\p{L})(?:звон\p{L}*|созвон\p{L}*|встреч\p{L}*|контакт\p{L}*|пис(?:ал|ьм)\p{L}*|договор\p{L}*|обеща\p{L}*|общал\p{L}*|говорил\p{L}*|клиент\p{L}*|планы?|планах|план\p{L}*|у меня|у нас|ездил\p{L}*|визит\p{L}*|журнал\p{L}*|просроч\p{L}*|quot(?:e|ed)|дозвон\p{L}*|делать|расписани\p{L}*|calls?|called|meetings?|mtgs?|visits?|spoke|speak|talk(?:ed)?|emails?|contacts?|clients?|plans?|promised?|schedule|on for|overdue|today|tomorrow|week|journal|agenda)(?!\p{L})`,
  'iu',
);

/** A question to the journal; undefined where the line asks nothing, or asks somebody else. */
export function questionOf(seen: Seen, parties: Parties): QuestionReading | undefined {
  const { folded } = seen.line;
  const kind = COUNT.test(folded)
    ? 'count'
    : PAST.test(folded)
      ? 'past'
      : AHEAD.test(folded)
        ? 'ahead'
        : READS_BACK.test(folded) || isAsked(folded)
          ? seen.moments.some((moment) => turnOf(seen, moment) === 'ahead')
            ? 'ahead'
            : 'past'
          : (askedLater(folded) ?? askedFor(seen));
  const isOfContacts =
    named(parties) ||
    (seen.mentions.length > 0 && (/\?\s*$/.test(folded) || SHOWN.test(folded))) ||
    JOURNAL.test(folded) ||
    (kind === 'count' && seen.cues.length > 0) ||
    (kind === 'ahead' && seen.moments.length > 0);
  if (!kind || !isOfContacts) return undefined;
  const period = periodOf(seen, kind);
  const channel =
    seen.cues.find((cue) => cue.channel && cue.form === 'noun')?.channel ??
    seen.cues.find((cue) => cue.channel)?.channel;
  return {
    kind,
    clients: parties.clients,
    ...(parties.persons && { persons: parties.persons }),
    ...(period && { period }),
    ...(channel && { channel }),
  };
}

const named = ({ clients, newClient, persons }: Parties): boolean =>
  (clients.value?.length ?? clients.alternatives.length) > 0 || newClient !== undefined || persons !== undefined;

/** What is to be done, with a doubt: "позвонить Ромашке завтра?" */
const TO_DO =
  /^[\s\p{P}]*(?:надо|нужно|может|можем|давай|\p{L}+(?:ть|ти)(?:ся)?|call|ring|email|meet|send|chase|maybe|should)(?!\p{L})/iu;

/** "Ромашке когда звонили?": a question word later on counts with the mark at the end. */
function askedLater(text: string): QuestionReading['kind'] | undefined {
  if (!/\?\s*$/.test(text)) return undefined;
  if (/(?<!\p{L})(?:сколько|how many)(?!\p{L})/iu.test(text)) return 'count';
  if (
    /(?<!\p{L})(?:когда|о чем|чем закончил\p{L}*|when|what did|did we|did i)(?!\p{L}).{0,50}(?:л|ла|ли|лся|лись|did|last)(?!\p{L})/iu.test(
      text,
    )
  )
    return 'past';
  // "Вектор подписал?": one clause that ends in the mark.
  if (text.length < 90 && !/[,;.:!]\s/.test(text) && !TO_DO.test(text)) return 'past';
  return /(?<!\p{L})(?:когда|что у|во сколько|when is|what time)(?!\p{L})/iu.test(text) && text.length < 90
    ? 'ahead'
    : undefined;
}

/** "Ромашка история", "Вектор за ноябрь", "Acme history": nothing but a name and what is to be shown of it. */
const SHOWN = regExp(
  String.raw`^[\s\p{P}]{0,3}[\p{L}\d«»"'’.&-]+(?:\s[\p{L}\d«»"'’.&-]+){0,2}\s(?:история|журнал|контакты|переписка|за\s(?:\p{L}+\s)?(?:недел|месяц|квартал|год|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\p{L}*|history|notes|log)[\s?!.]*$`,
  'iu',
);
/** "is Tom still on for Wednesday", "will Maria come Friday": a verb before who is meant, and no clause after it. */
const VERB_FIRST =
  /^[\s\p{P}]{0,3}(?:is|are|was|were|will|has|have|does|do|did|can)\s(?:(?!i\s|we\s)\p{L}+\s){1,3}(?:still|coming|on|free|in|around|confirmed|ok|okay|happy|going|due|available|paid|sign|signed|replied|come|called|booked)(?!\p{L})[^,;:.]{0,40}$/iu;

/** "как мы сошлись с Еланью, подними записи", "price we gave Tom, look it up": asked for in a clause of its own at the end. */
const askedFor = (seen: Seen): QuestionReading['kind'] | undefined => {
  const text = seen.line.folded;
  if (LOOK_UP.test(text) || SHOWN.test(text)) return 'past';
  if (VERB_FIRST.test(text)) return seen.moments.some((moment) => turnOf(seen, moment) !== 'behind') ? 'ahead' : 'past';
  // "следующая встреча с Орловым когда"
  if (!/^.{3,60}\s(?:когда|во сколько|when)[\s?]*$/iu.test(text) || /[,;:.]\s/.test(text)) return undefined;
  return /следующ|ближайш|next/iu.test(text) ? 'ahead' : 'past';
};
const LOOK_UP = regExp(
  String.raw`[,.;:-]\s(?:(?:подними|покажи|найди|глянь|посмотри|открой|проверь|выведи)(?:те)?(?:\s(?:мне|по|записи|историю|журнал|переписку|контакты|в журнале))*|(?:look (?:it|that) up|pull it up|check the (?:log|journal|history|notes)|show me))[\s.?!]*$`,
  'iu',
);

const STRETCH: readonly (readonly [RegExp, 'week' | 'month' | 'quarter' | 'year'])[] = [
  [/(?<!\p{L})(?:недел\p{L}+|week|wk)(?!\p{L})/iu, 'week'],
  [/(?<!\p{L})(?:месяц\p{L}*|month)(?!\p{L})/iu, 'month'],
  [/(?<!\p{L})(?:квартал\p{L}*|quarter)(?!\p{L})/iu, 'quarter'],
  [/(?<!\p{L})(?:год|году|года|year)(?!\p{L})/iu, 'year'],
];
const MONTHS = [
  'январ|january',
  'феврал|february',
  'март|march',
  'апрел|april',
  'ма[йея]|may',
  'июн|june',
  'июл|july',
  'август|august',
  'сентябр|september',
  'октябр|october',
  'ноябр|november',
  'декабр|december',
].map((name) => regExp(`(?<!\\p{L})(?:в|за|in|for|during)\\s(?:${name})\\p{L}{0,2}(?!\\p{L})`, 'iu'));

/** The stretch of time the question names: half-open, in the writer's zone. */
function periodOf(seen: Seen, kind: QuestionReading['kind']): QuestionReading['period'] {
  const { line, situation } = seen;
  const { now, zone } = situation;
  const month = MONTHS.findIndex((pattern) => pattern.test(line.folded));
  if (month >= 0) return monthOf(month + 1, seen, kind);
  const stretch = STRETCH.find(([pattern]) => pattern.test(line.folded));
  if (stretch) {
    const steps = /(?:прошл|last|previous)/iu.test(line.folded)
      ? -1
      : /(?:следующ|будущ|next)/iu.test(line.folded)
        ? 1
        : 0;
    const { from, to } = periodRange(shiftPeriod(currentPeriod(stretch[1], now, zone), steps, zone), zone);
    return from && to ? { from, to } : undefined;
  }
  const [moment] = seen.moments;
  if (!moment) return undefined;
  const turn = turnOf(seen, moment);
  const at = timed(seen, moment, turn === 'behind' || (turn === 'either' && kind !== 'ahead') ? 'past' : 'future').start
    .value?.at;
  return at ? { from: dayStart(at, zone), to: dayEnd(at, zone) } : undefined;
}

function monthOf(month: number, { situation }: Seen, kind: QuestionReading['kind']): QuestionReading['period'] {
  const { now, zone } = situation;
  const current = currentPeriod('month', now, zone);
  for (let steps = 0; steps < 12; steps++) {
    const { from, to } = periodRange(shiftPeriod(current, kind === 'ahead' ? steps : -steps, zone), zone);
    if (from && to && new Date((from.getTime() + to.getTime()) / 2).getUTCMonth() + 1 === month) return { from, to };
  }
  return undefined;
}
