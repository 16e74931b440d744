import { regExp } from '../text/pattern.ts';
import { inFigures } from '../time/spoken.ts';
import { readAmount } from '../time/units.ts';
import { atLocal, local } from '../time/zone.ts';
import { between, type Line } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import type { Parties } from './parties.ts';
import type { ChangeReading, Field, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { timed } from './times.ts';

const word = (pattern: string): RegExp => regExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');

/** An order opens the line, after some filler at most: in the middle it is told of what somebody did. */
const FILLER =
  '^[\\s\\p{P}]{0,3}(?:(?:ну|так|короче|э|эм|слушай|пожалуйста|плиз|срочно|надо|нужно|давай|можешь|будь добр|ок|ok|okay|right|please|pls|can you|could you|need to|hey|so|um|uh)[\\s,.:!-]{1,3}){0,3}';
const MOVE =
  'перенес(?:и|ите|ти|ем|у)|сдвинем|передвинем|подвинем|перенос(?:им)?|переставь|переставить|переставляем|передвинь|передвинуть|передвигаем|сдвинь|сдвинуть|сдвигаем|сдвигай|подвинь|подвинуть|перекинь|перекинуть|перебрось|перезапиши|отложи|отложить|откладываем|push(?: back)?|move|reschedule|resched|shift|bump|postpone|rebook|rearrange|delay|slide|bring forward|двигай|двинь|переноси(?:те)?|переставим|put back';
const CANCEL =
  "отмени(?:ть|те)?|отменяй|отменяем|отмена|отбой|сними|снять|снимай(?: с календаря)?|убери|убрать|удали|вычеркни|вычеркнуть|вычеркивай|вычеркиваем|отменяется|кенсел|не надо (?:встречи|звонка)|cancel|scrap|scratch|drop(?= (?:the|my|our|tomorrow|today|both|all|\\p{L}+['’]s))|call off|kill|nix|bin|delete|remove|axe|bin off|не едем|отказываемся от встречи";
const DONE =
  'закрой|закрыть|закрывай|отметь|отмечай|отметить|пометь|поставь галочку|ставь галочку|сделано|выполнено|готово|галочку|mark|tick off|close(?: off| out)?|done|completed?|finished|close off';

const OPENS: readonly (readonly [ChangeReading['what'], RegExp])[] = [
  ['move', regExp(`${FILLER}(?:${MOVE})(?![\\p{L}\\p{N}])`, 'iu')],
  ['cancel', regExp(`${FILLER}(?:${CANCEL})(?![\\p{L}\\p{N}])`, 'iu')],
  ['done', regExp(`${FILLER}(?:${DONE})(?![\\p{L}\\p{N}])`, 'iu')],
];
/** Anywhere in the first words: what they say became of a plan. */
const TOLD: readonly (readonly [ChangeReading['what'], RegExp])[] = [
  [
    'done',
    word(
      '(?:по)?ставь (?:галочку|галку)|(?:галочку|галку) (?:по)?ставь|закрой(?:те)? как|отмечай(?: как)? (?:выполнен\\p{L}+|сделан\\p{L}+)|отметь(?: как)? (?:выполнен\\p{L}+|сделан\\p{L}+)|можно закры(?:ть|вать)|закрывай|(?:call|demo|meeting|mtg|visit|f/u|follow-?up) (?:is |all )?(?:done|sorted)|tick it off|mark it (?:as )?done|mark as done|can be closed',
    ),
  ],
  [
    'done',
    word(
      '(?:встреча|звонок|созвон|демо|презентация|визит|совещание) (?:с \\p{L}+ |в \\p{L}+ |у \\p{L}+ )?(?:сегодня |вчера )?состоял(?:ся|ась|ось)|состоял(?:ся|ась|ось)',
    ),
  ],
  [
    'cancel',
    word(
      "(?:is|are|['’]s) (?:off|cancelled|canceled)|cancelled (?:the|our|my|on us)|has cancelled|have cancelled|called off|can['’]?t make (?:it|the|our|tomorrow|today)|отменил(?:и|а)? (?:встреч\\p{L}+|звонок|созвон|демо|визит|презентаци\\p{L}+)|встреч\\p{L}+ (?:с \\p{L}+ )?отменя\\p{L}+|отменяется|отпала|отпал|не состоится|отменилась|отменился|снимается|(?:встреч\\p{L}+|звон\\p{L}+|созвон\\p{L}*|демо|визит\\p{L}*) (?:\\p{L}+ ){0,4}(?:(?:больше )?не нуж(?:ен|на|но)|не будет|слетел[аи]?)|(?:meeting|call|demo|visit|lunch|mtg|catch-?up) (?:with \\p{L}+ (?:\\p{L}+ )?)?(?:is |has been |was |got )?(?:off(?! the)|binned|scrapped)|сорвал(?:ась|ся|ось)",
    ),
  ],
  [
    'move',
    word(
      'на (?:полчаса|час|\\p{L}+ (?:час\\p{L}*|минут\\p{L}*|дн\\p{L}+)|\\d+ (?:час\\p{L}*|минут\\p{L}*|дн\\p{L}+)|день|неделю) (?:позже|раньше|позднее|пораньше|попозже)|(?:an hour|half an hour|\\d+ (?:min\\p{L}*|hours?)|a (?:day|week)) (?:later|earlier)|(?:сдвин|передвин|подвин|перенес)(?:ем|уть|ти)(?= (?:на|с))|сдвига(?:ем|ют|ется)|сдвин(?:улся|улась|улись|ули)|перенос(?:им|ят|ится)|перенес(?:ли|ла|ся|лась)|переезжа(?:ем|ет)|двигаем|перепланир\\p{L}+|просит перенести|просят перенести|(?:moved|pushed|shifted|slipped|bumped|put back|rescheduled)(?: back)? (?:from (?:\\p{L}+ ){1,4})?(?:to|for|till) (?:the |next )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\\p{L}*|tomorrow|\\d+\\p{L}*|\\p{L}+(?:th|st|nd|rd))|has moved|(?:has |have )?(?:moved|shifted|pushed|bumped|rescheduled) (?:us|it|me)(?: back)?(?=[\\s,.]|$)|was (?:at )?\\d{1,2}(?:[:.]\\d{2})? (?:and (?:is )?)?now (?:at )?\\d|было (?:в|на) .{1,12} стало|(?:meeting|call|demo|visit|lunch|mtg|catch-?up) (?:with \\p{L}+ (?:\\p{L}+ )?)?(?:is |has been |was |got )?(?:postponed|put back|rescheduled)|не (?:в|на) \\p{L}+,? а (?:в|на) \\p{L}+|(?:is |\\p{P}s )not (?:on )?(?:mon|tue|wed|thu|fri|today|tomorrow)\\p{L}*,|(?:moved|pushed|shifted|bumped|rescheduled) (?:the |our |my |his |her |their )?(?:call|meeting|mtg|demo|visit|lunch|review) (?:back )?(?:to|till|for)|(?:по)?просил[аи]? перенести|wants to move|asked to (?:move|reschedule|push)|needs to move|переставь|переставляем',
    ),
  ],
];
/** "Сомова - сделано, ...", "по инитеку выполнено": whose plan, and that it is done. */
const DONE_WORD = regExp(
  String.raw`^[\s,:—–-]*(?:сделано|выполнено|готово|закрыто|исполнено|done|sorted|completed|finished|closed)(?=\s*(?:[,.;:!—–-]|$)|\s(?:он[аи]?(?!\p{L})|[\p{L}]+\s(?:приня|подписа|прове|отда|получи|согласова|she|he|they)))`,
  'iu',
);
/** "Tom's not Weds, Thurs", "Lisa is Thursday, not Wednesday": another day than the plan has. */
const OTHER_DAY = regExp(
  String.raw`^.{0,40}?(?:['’]s|\sis|\sare)\s(?:now\s)?(?:not\s(?:on\s)?(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|\d)[\p{L}\d:.]*[\s,.-]|(?:on\s)?(?:mon|tue|wed|thu|fri|sat|sun|tomorrow)\p{L}*[\s,]{1,2}not\s)`,
  'iu',
);
/** "9:30 вместо 10", "friday instead of thursday": what it is instead of is where the plan stands. */
const INSTEAD = /(?:вместо|а не|instead of|rather than|not)\s(?:в\s|на\s|к\s|at\s|on\s)?$/iu;
/** "bring the audit forward from the 9th to the 7th" */
const BRING_FORWARD = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:(?:can you|please|pls)\s)?bring\s.{1,60}?\s(?:fwd|forward)(?!\p{L})`,
  'iu',
);
const SEVERAL = word('вс[её]|все (?:встречи|звонки|контакты|планы)|оба|обе|both|all|everything');
const SHIFT = /(?<!\p{L})(?:на|by)\s/giu;
const LATER = regExp(String.raw`(?<!\p{L})(?:раньше|пораньше|назад|earlier|forward)(?!\p{L})`, 'iu');

/** An order about a plan that is there already, or undefined. */
export function orderOf(seen: Seen, parties: Parties): ChangeReading | undefined {
  const { line } = seen;
  const what = whatOf(seen);
  if (!what) return undefined;
  const persons = parties.persons && { persons: parties.persons };
  const channel = seen.cues.find(({ channel: own, form }) => own && form === 'noun')?.channel;
  const base = { what, clients: parties.clients, ...persons, ...(channel && { channel }) };
  if (what === 'move') return { ...base, ...moveOf(seen) };
  const [about] = seen.moments;
  const when = about && timed(seen, about, what === 'done' ? 'past' : 'future').start.value;
  const result = resultOf(line, what);
  return {
    ...base,
    ...(SEVERAL.test(line.folded.slice(0, 60)) && { several: { ...(when && { until: endOfDay(seen, when.at) }) } }),
    ...(when && { about: when }),
    ...(result && { result }),
  };
}

function endOfDay({ situation }: Seen, at: Date): Date {
  const { year, month, day } = local(at, situation.zone);
  return atLocal({ year, month, day: day + 1, hour: 0, minute: 0 }, situation.zone);
}

function whatOf(seen: Seen): ChangeReading['what'] | undefined {
  const { folded } = seen.line;
  const opens = OPENS.find(([, pattern]) => pattern.test(folded) || pattern.test(afterNames(seen)));
  if (opens) return isPaper(seen) ? undefined : rather(seen, opens[0]);
  if (BRING_FORWARD.test(folded)) return 'move';
  if (OTHER_DAY.test(folded) && seen.mentions.length > 0 && !seen.cues.some(({ form }) => form === 'past'))
    return 'move';
  if (isNamedDone(seen)) return 'done';
  const head = folded.slice(0, 90);
  const told = TOLD.find(([, pattern]) => pattern.test(head));
  if (!told) return undefined;
  return isAccount(seen, told[0], head) ? undefined : rather(seen, told[0]);
}

/** "cancel it, no, make it eleven", "встреча сорвалась, новая 3-го": called off for another time, it is moved. */
function rather({ line, moments }: Seen, what: ChangeReading['what']): ChangeReading['what'] {
  const isMoved =
    what === 'cancel' &&
    (moments.length > 0 || /(?<!\p{L})make it(?!\p{L})/iu.test(line.folded)) &&
    /(?<!\p{L})(?:make it|move it|so we['’]?ll|let['’]?s (?:do|say)|new one|instead|новая|новый|давай(?:те)? (?:на|в|лучше)|перенос|перенес\p{L}*|лучше (?:в|на))(?!\p{L})/iu.test(
      line.folded,
    );
  return isMoved ? 'move' : what;
}

/** "вектор оля волкова перенеси на завтра": the order stands after whom it is about. */
function afterNames({ line, mentions }: Seen): string {
  // "встречу с Дуровым закрой"
  let end = CONTACT_OF.exec(line.folded)?.[0].length ?? 0;
  if (end > 0 && !mentions.some(({ span }) => span[0] - end <= 3)) return '';
  for (const { span } of mentions) {
    if (span[0] - end > 3) break;
    end = Math.max(end, span[1]);
  }
  return end === 0 ? '' : line.folded.slice(end).replace(/^[\s,:-]+/, '');
}

const CONTACT_OF =
  /^[\s\p{P}]{0,3}(?:встреч[уа]|звонок|созвон|визит|демо|презентацию|the call|the meeting|call|meeting)\s(?:(?:с|со|у|в|на|к|with|w\/|at)\s)?/iu;

/** A name of the directory opens the line, and right after it stands that it is done. */
function isNamedDone({ line, mentions }: Seen): boolean {
  const [first] = mentions;
  if (
    !first ||
    !/^[\s\p{P}]{0,3}(?:(?:по|с|со|у|the|with|звонок|встреча|call|meeting|visit|mtg)\s){0,3}["«“]?$/iu.test(
      line.folded.slice(0, first.span[0]),
    )
  )
    return false;
  const last = mentions.findLast(({ span }) => span[0] - first.span[1] <= 3) ?? first;
  return DONE_WORD.test(line.folded.slice(last.span[1]));
}

/** "отправить акт и закрыть", "перенести данные в CRM": the verb has another object than a plan. */
function isPaper({ line }: Seen): boolean {
  return /(?:перенести|сними|снять|убери|убрать|закрыть|удали|move|drop|close|cancel)\s(?:\p{L}+\s)?(?:данные|цену|цены|мерки|размеры|показания|копию|вопрос|сделку|счет|заказ|объявление|the (?:price|order|deal|invoice)|order|subscription)/iu.test(
    line.folded,
  );
}

/** An account of what happened at a contact, in which a cancellation or a move is but told of. */
function isAccount({ cues, line, moments }: Seen, what: ChangeReading['what'], head: string): boolean {
  const isPast = cues.some(({ form, channel, span }) => form === 'past' && channel && span[0] < 40);
  if (what === 'done') return false;
  if (
    what === 'cancel' &&
    /cancelled by|отменил[аи]? (?:в последний|на пороге|прямо)|on the doorstep|no[- ]show/iu.test(line.folded)
  )
    return true;
  if (
    /(?:поставк|отгрузк|платеж|оплат|срок|доставк|запуск|delivery|payment|launch|shipment)\p{L}*\s(?:\p{L}+\s){0,3}(?:перенос|перенес|сдвин|сдвига|отмен|moved|pushed)/iu.test(
      head,
    )
  )
    return true;
  return isPast || (what === 'move' && moments.length === 0 && !/час|день|недел|hour|day|week|минут|min/iu.test(head));
}

/** Where to: the last of two days, or that after "на", "to"; the first tells where the plan stands. */
function moveOf(seen: Seen): Partial<ChangeReading> {
  const { line } = seen;
  const by = shiftOf(line);
  const moments = seen.moments.filter(
    (moment) => !by || !between(line, moment.span[0], moment.span[1]).includes(by.text),
  );
  const isLeft = ({ span }: Moment) => INSTEAD.test(between(line, span[0] - 16, span[0]));
  const target =
    moments.findLast((moment) => isTarget(line, moment) && !isLeft(moment)) ??
    moments.findLast((moment) => !isLeft(moment));
  const from = moments.find((moment) => moment !== target && moment.span[0] < (target?.span[0] ?? 0));
  const isInstead =
    target && /^,?\s(?:вместо|а не|instead of|rather than|not)\s/iu.test(line.folded.slice(target.span[1]));
  if (by && (!target || !(isTarget(line, target) || isInstead))) {
    const [about] = moments;
    return {
      by: by.minutes,
      to: field<Start>(undefined, 'asked', 'moved by a stretch'),
      ...(about && aboutOf(seen, about)),
    };
  }
  if (!target) return { to: field<Start>(undefined, 'asked', 'no day to move to') };
  const to = timed(seen, target, 'future').start;
  return { to: asDay(to, target.sameTime === true), ...(from && aboutOf(seen, from)) };
}

/** Where to a plan goes: told as a day, or "at the same time", it keeps the clock that the plan has. */
function asDay(to: Field<Start>, sameTime: boolean): Field<Start> {
  if (!to.value || !(sameTime || to.value.precision === 'day')) return to;
  return { ...to, value: { ...to.value, precision: 'day' }, certainty: 'read' };
}

function aboutOf(seen: Seen, moment: Moment): Pick<ChangeReading, 'about'> {
  const { value } = timed(seen, moment, 'future').start;
  return value ? { about: value } : {};
}

const isTarget = (line: Line, { span }: Moment): boolean =>
  /^(?:на|to|till|until|for|до)\s/iu.test(line.folded.slice(span[0])) ||
  /(?<!\p{L})(?:на|to|till|until|for)\s(?:\p{L}+\s)?$/iu.test(line.folded.slice(Math.max(0, span[0] - 12), span[0]));

/** "на час позже", "сдвинь на 30 минут", "by two days": minutes, earlier when negative. */
function shiftOf(line: Line): { minutes: number; text: string } | undefined {
  const { text } = inFigures(line.folded);
  for (const match of text.matchAll(SHIFT)) {
    const from = match.index + match[0].length;
    const read = readAmount(text, from);
    if (!read) continue;
    const { minutes, days, months } = read.amount;
    const total = minutes + (days + months * 30) * 1440;
    // "на неделю", "на час" are stretches; "на день" of "на день рождения" is none.
    if (total <= 0 || /^\s(?:рождения|недели|открытых)/iu.test(text.slice(read.end))) continue;
    const sign = LATER.test(text.slice(read.end, read.end + 14)) ? -1 : 1;
    return { minutes: sign * total, text: text.slice(from, read.end) };
  }
  return undefined;
}

function resultOf({ raw, folded }: Line, what: ChangeReading['what']): string | undefined {
  if (what === 'move') return undefined;
  const told = /(?<!\p{L})(?:результат|итог|result|outcome)\s?(?:[:-]|is)\s*/iu.exec(folded);
  if (told) return raw.slice(told.index + told[0].length).trim() || undefined;
  if (what === 'cancel') return undefined;
  // "отмечай как выполнено, Сомова подписала бланк": what follows the order.
  const order = regExp(
    String.raw`(?<!\p{L})(?:галочку|выполнен\p{L}+|сделан\p{L}+|состоял\p{L}+|done|completed)[\s,.:-]+(?=\p{L})`,
    'giu',
  );
  const last = [...folded.matchAll(order)].at(-1);
  return last ? raw.slice(last.index + last[0].length).trim() || undefined : undefined;
}
