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
import {
  BRING_FORWARD,
  CLOSES,
  CONTACT_OF,
  DONE_WORD,
  INSTEAD,
  OPENS,
  OTHER_DAY,
  PUT_BACK,
  SEVERAL,
  TOLD,
} from './words/order-words.ts';

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
  if (PUT_BACK.test(folded) && !isPaper(seen) && (seen.moments.length > 0 || shiftOf(seen.line))) return 'move';
  if (OTHER_DAY.test(folded) && seen.mentions.length > 0 && !seen.cues.some(({ form }) => form === 'past'))
    return 'move';
  if (isNamedDone(seen)) return 'done';
  const closes = seen.mentions.length > 0 ? CLOSES.find(([, pattern]) => pattern.test(folded)) : undefined;
  if (closes) return closes[0];
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
    /(?<!\p{L})(?:make it|move it|rebook(?:ed)?|reschedul\p{L}+|so we['’]?ll|let['’]?s (?:do|say)|new one|instead|(?:can|could|shall) (?:we|you|i) (?:do|make)|how about|what about|новая|новый|давай(?:те)? (?:на|в|лучше)|перенос|перенес\p{L}*|лучше (?:в|на))(?!\p{L})/iu.test(
      line.folded,
    );
  return isMoved ? 'move' : what;
}

/** "вектор оля волкова перенеси на завтра": the order stands after whom it is about. */
function afterNames({ line, mentions, moments }: Seen): string {
  // "встречу с Дуровым закрой"
  let end = CONTACT_OF.exec(line.folded)?.[0].length ?? 0;
  if (end > 0 && !mentions.some(({ span }) => span[0] - end <= 3)) return '';
  let isNamed = false;
  for (const one of [...mentions, ...moments].sort((a, b) => a.span[0] - b.span[0])) {
    if (one.span[0] - end > 3) break;
    end = Math.max(end, one.span[1]);
    isNamed ||= 'known' in one;
  }
  return !isNamed ? '' : line.folded.slice(end).replace(/^[\s,:-]+/, '');
}

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
  return /(?:перенести|сними|снять|убери|убрать|закрыть|удали|move|drop|close|cancel)\s(?:\p{L}+\s)?(?:хвост\p{L}*|долг\p{L}*|месяц|квартал|год|тендер|задолженность|вопросы|данные|цену|цены|мерки|размеры|показания|копию|вопрос|сделку|счет|заказ|объявление|the (?:price|order|deal|invoice)|order|subscription)/iu.test(
    line.folded,
  );
}

/** An account of what happened at a contact, in which a cancellation or a move is but told of. */
function isAccount({ cues, line, moments }: Seen, what: ChangeReading['what'], head: string): boolean {
  const isPast = cues.some(({ form, channel, span }) => form === 'past' && channel && span[0] < 40);
  if (what === 'done') return false;
  // "call Kate tomorrow, no wait, make it Thursday": said of what is only now planned.
  if (what === 'move' && /make it/iu.test(head) && cues.some(({ form, span }) => form === 'plan' && span[0] < 12))
    return true;
  // "встреча с Орловым прошла, перенесли подписание": it took place.
  if (/(?<!\p{L})(?:прошел|прошла|прошло|прошли|went (?:well|ok|fine))(?!\p{L})/iu.test(head)) return true;
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
  return {
    to: asDay(to, target.sameTime === true),
    ...(isClockOnly(target) && { clockOnly: true as const }),
    ...(from && aboutOf(seen, from)),
  };
}

const isClockOnly = ({ said }: Moment): boolean => said.clock !== undefined && !said.day && !said.shift;

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

/** "the week after, same day": a week later than the plan stands. */
const WEEK_AFTER =
  /(?<!\p{L})(?:(?:the|a) week (?:after|later)(?! next)|неделей позже|на следующей неделе в то же время)(?!\p{L})/iu;

/** "на час позже", "сдвинь на 30 минут", "by two days": minutes, earlier when negative. */
function shiftOf(line: Line): { minutes: number; text: string } | undefined {
  const week = WEEK_AFTER.exec(line.folded);
  if (week) return { minutes: 7 * 1440, text: week[0] };
  const { text } = inFigures(line.folded);
  for (const match of text.matchAll(SHIFT)) {
    const from = match.index + match[0].length;
    const read = readAmount(text, from);
    if (!read) continue;
    const { minutes, days, months } = read.amount;
    const total = minutes + (days + months * 30) * 1440;
    // "на неделю", "на час" are stretches; "на день" of "на день рождения" is none.
    if (total <= 0 || /^\s(?:дня|ночи|утра|вечера|рождения|недели|открытых)/iu.test(text.slice(read.end))) continue;
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
