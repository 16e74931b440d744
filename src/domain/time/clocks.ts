import { regExp } from '../text/pattern.ts';
import type { Span } from '../text/spans.ts';
import { DIAL_HOURS, NUMBER_WORDS } from './numbers.ts';
import { END, each, type Piece, type Rule, type SaidClock, START, spanOf } from './pieces.ts';

const AT =
  '(?:(?:(?:где-то|примерно|ровно|approximately)\\s)?(?:в|во|к|с|до|около|после|на|at|by|around|about|from|after|before|till|until)\\s{1,2})';
const BARE_AT = '(?:(?:где-то|примерно|ровно)\\s)?(?:в|во|at)\\s{1,2}';
const HALF =
  'утра|дня|вечера|ночи|пополудни|a\\.?m\\.?|p\\.?m\\.?|in the morning|in the afternoon|in the evening|at night';
const SUFFIX = `(?:\\s{0,2}(${HALF})(?!\\p{L}))?`;
const HOURS = "часов|часа|часам|час|ч\\.?|hrs|o['’]?clock";
const SMALL_NUMBERS = [...NUMBER_WORDS].filter(([, value]) => value >= 2 && value <= 12).map(([word]) => word);
const NUMBER = `\\d{1,2}|${SMALL_NUMBERS.join('|')}`;
const MINUTES = `\\d{1,2}|${[...NUMBER_WORDS.keys()].join('|')}`;
const ORDINAL = [...DIAL_HOURS.keys()].join('|');
const DIGITS_BEFORE = '(?<![\\d.,:/№#+-])';

// "в 5 магазинах", "at 5 percent", "в 3-м квартале": counted, no hour.
const COUNTED =
  '(?!\\s?(?:%|[-]\\p{L}|[.,:/-]?\\d)|\\s(?:раза?(?!\\p{L})|процент|руб|тыс|млн|шт(?:ук\\p{L}*)?(?!\\p{L})|(?:кабинет|офис|магазин|филиал|город|регион|этап|раунд|склад|точк|адрес)\\p{L}|экземпляр|человек|дн|день|дня|недел|месяц|год|мин|percent|people|stores?|shops?|offices?|units?|pcs|days?|weeks?|months?|years?|minutes?))';

const RANGE = regExp(
  `${START}${DIGITS_BEFORE}(?:(?:с|from)\\s(\\d{1,2})(?:[:.](\\d{2}))?\\s(?:до|to|till|until)\\s|(?:${AT})?(\\d{1,2}):(\\d{2})\\s?-\\s?)(\\d{1,2})(?:[:.](\\d{2}))?(?![\\d:])${SUFFIX}${COUNTED}`,
  'giu',
);
/** "ten till half twelve", "с двух до половины пятого": the end is told by the hand of the clock. */
const RANGE_TO_HALF = regExp(
  `${START}${DIGITS_BEFORE}(?:(?:с|from)\\s)?(${NUMBER})(?:[:.](\\d{2}))?\\s(?:(?:to|till|til|until)\\s(half)(?:\\s(past))?\\s(${NUMBER}|one)|до\\s(?:пол-?|половины\\s)(${ORDINAL}))${END}`,
  'giu',
);
/** "2-3pm", "14-15:30": a dash with nothing but hours before it. Without a word or minutes it counts only after a day. */
const DASHED = regExp(
  `${START}${DIGITS_BEFORE}${AT}?(\\d{1,2})(?:[:.](\\d{2}))?\\s?-\\s?(\\d{1,2})(?:(?:(?::|(?<=\\.\\d{2}\\s?-\\s?\\d{1,2})\\.|\\.(?=(?:00|15|30|45)(?!\\d)))(\\d{2})(?![\\d:.])${SUFFIX})|\\s{0,2}(${HALF})(?!\\p{L}))`,
  'giu',
);
const DASHED_AFTER_DAY = regExp(
  `^[\\s,]{1,2}(?:(?:в|с|at|from)\\s)?(\\d{1,2})(?:[:.](\\d{2}))?(?:\\s?-\\s?|\\s(?:to|till|until)\\s)(\\d{1,2})(?:[:.](\\d{2}))?${SUFFIX}(?![\\p{L}\\d.:/%-])`,
  'iu',
);
const FRENCH = regExp(`${START}${DIGITS_BEFORE}(${AT})?(\\d{1,2})[hч]([0-5]\\d)${END}`, 'giu');
const COLON = regExp(`${START}${DIGITS_BEFORE}${AT}?(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d|:\\d)${SUFFIX}`, 'giu');
const DOTTED = regExp(
  `${START}${AT}(\\d{1,2})(?:[.-](?=\\d)|\\s(?=[0-5][05](?!\\d)))(\\d{2})(?![\\d.:/-]|\\s?%)${SUFFIX}`,
  'giu',
);
const WITH_HALF = regExp(
  `${START}${DIGITS_BEFORE}${AT}?(${NUMBER}|час)(?:[:.](\\d{2}))?\\s?(?:(?:${HOURS})\\s{0,2})?(${HALF})(?!\\p{L})`,
  'giu',
);
/** "часов в пять", "часа в 3", "часиков в 5": about then. */
const ABOUT = regExp(
  `${START}(?:(?:час(?:ов|а|иков|ика|ам)?|где-то)\\s(?:в|к)|наш(?:и|их)|our)\\s(${NUMBER})${END}${COUNTED}`,
  'giu',
);
/** "9-ish", "5ish" */
const ISH = regExp(`${START}${DIGITS_BEFORE}${AT}?(\\d{1,2})(?:[:.](\\d{2}))?\\s?-?ish${END}`, 'giu');
/** "at half three" is half past three. */
const BRITISH_HALF = regExp(
  `${START}(?:${AT})?half\\s(${NUMBER})${END}${SUFFIX}${COUNTED}(?!\\s(?:pallets?|boxes|tonnes?|tons?|units?))`,
  'giu',
);
const O_CLOCK = regExp(`${START}${DIGITS_BEFORE}${AT}?(${NUMBER}|one)\\so['’]?clock${END}${SUFFIX}`, 'giu');
/** "9a", "11:45a", "3p" */
const ONE_LETTER = regExp(`${START}${DIGITS_BEFORE}${AT}?(\\d{1,2})(?::(\\d{2}))?([ap])(?![\\p{L}\\d'’-])`, 'giu');
/** "около 12,", "after 4": a bare hour after a word for about when, where nothing is counted. */
const AFTER_HOUR = regExp(
  `${START}(?:после|ближе к)\\s(${NUMBER})(?=\\s(?:\\p{L}{2,}(?:ть|ться|ти)|и|а|но|он|она|они|сам[аи]?|по|о|об|про)(?!\\p{L}))`,
  'giu',
);
const ABOUT_HOUR = regExp(
  `${START}(?:около|ближе к|(?<=(?<!\\p{L})(?:буду|будем|быть|приеду|приедем|подъеду|подъедем|жду|ждем)\\s)к|в районе|around|about|after|before|b4)\\s(${NUMBER})(?=\\s*(?:$|[,;!?]|\\.(?!\\d)|(?:сегодня|завтра|послезавтра|вчера|утра|вечера|today|tomorrow|tmrw|yesterday)(?!\\p{L})))`,
  'giu',
);
/** "drinks from six", "с девяти в офисе": a bare hour from which on, where nothing is counted. */
const FROM_HOUR = regExp(
  `${START}(?:from\\s(${NUMBER})(?!\\s(?:of|to|till|until|per|different|\\p{L}+s)(?!\\p{L}))|с\\s(${NUMBER})(?=\\s(?:в|во|на|у|утра)\\s))${END}${COUNTED}`,
  'giu',
);
/** "by email 10.20,": hours and minutes with a point, right after what was done by. */
const AFTER_WAY = regExp(
  `(?<=(?<!\\p{L})(?:e-?mail|call|called|rang|text|mail|teams|zoom|mtg|meeting|встреч[аи]|звон(?:ок|ил|ила)|созвон)\\s)(\\d{1,2})\\.([0-5]\\d)(?=\\s*(?:[,;)]|$))`,
  'giu',
);
/** "was 3, now 4.30": where something stands from now on. */
const NOW_AT = regExp(
  `(?<=was\\s(?:at\\s)?\\d{1,2}(?:[:.]\\d{2})?(?:[ap]m)?,?\\s(?:and\\s|is\\s)?)now\\s(?:at\\s)?(\\d{1,2})(?:[:.](\\d{2}))?${SUFFIX}(?![\\d:])`,
  'giu',
);
/** "left a message at seven fifty two": any minute, after "at" and before what is told. */
const AT_MINUTE = regExp(
  `${START}at\\s(\\d{1,2})\\s([0-5]\\d)(?=\\s*(?:$|[,.;]|\\s(?:she|he|they|i|we|and|this|to|about|re|for|with|wants?|says?|said)(?!\\p{L})))`,
  'giu',
);
/** "9-noon", "ten to midday" */
const TO_NOON = regExp(
  `${START}${DIGITS_BEFORE}${AT}?(${NUMBER})(?:[:.](\\d{2}))?\\s?(?:-|to|till|until)\\s?(?:noon|midday)${END}`,
  'giu',
);
/** "seven to eight fifteen" */
const RANGE_SPOKEN = regExp(
  `${START}${DIGITS_BEFORE}(\\d{1,2})(?:[\\s:.](\\d{2}))?\\s(?:to|till|until)\\s(\\d{1,2})[\\s:.]([0-5][05])(?![\\d.,:/%-])${END}${COUNTED}`,
  'giu',
);
/** "к десяти еду", "к 9 быть у них": a bare hour by which somebody is there. */
const BY_HOUR = regExp(
  `${START}к\\s(${NUMBER})(?=\\s(?:я\\s|мы\\s)?(?:(?:по|вы|под|при|за)?(?:ед[уе]|езжа|еха)\\p{L}*|за(?:йти|йду|скоч)\\p{L}*|\\p{L}{2,}(?:ть|ться|ти)|буд(?:у|ем)|быть|надо|нужно|жд[уе]\\p{L}*|в|во|на|у|к|ко)(?!\\p{L}))`,
  'giu',
);
/** "11 PT", "9 мск": a bare hour with the zone it is told in. */
const IN_ZONE = regExp(
  `${START}${DIGITS_BEFORE}(?:${AT})?(\\d{1,2})(?=\\s?(?:PT|PST|PDT|ET|EST|EDT|CT|CST|CDT|MT|MST|MDT|GMT|UTC|BST|CET|МСК|мск|по мск|по москве)(?![\\p{L}\\p{N}]))`,
  'gu',
);
/** "в 1530", "at 0900"; "в 2026" is a year. */
const MILITARY = regExp(
  `${START}(?:в|к|at|by)\\s(?!20[2-4]\\d)([01]\\d|2[0-3])([0-5]\\d)(?![\\d.,:/%-])${END}${COUNTED}`,
  'giu',
);
/** "9 15 this morning", "8 40 yesterday": two numbers right before a word for the day. */
const BEFORE_DAY = regExp(
  `${START}${DIGITS_BEFORE}(\\d{1,2})[\\s.]([0-5]\\d)(?=\\s(?:(?:this|in the|yesterday)\\s(?:morning|afternoon|evening)|last\\snight|tonight|today|yesterday|tomorrow|сегодня|вчера|завтра)(?!\\p{L}))`,
  'giu',
);
/** "15 часов 30 минут" without a word before it; up to six hours it is how long. */
const HOURS_MINUTES = regExp(
  `${START}${DIGITS_BEFORE}([789]|1\\d|2[0-3])\\s(?:час(?:ов|а)?|ч\\.?)\\s([0-5]?\\d)\\s?(?:минут\\p{L}*|мин|м)(?!\\p{L})`,
  'giu',
);
/** "16-00", "9-00": half past and quarters are as often amounts, the full hour is none. */
const FULL_HOUR = regExp(`${START}${DIGITS_BEFORE}${AT}?([01]?\\d|2[0-3])-(00)(?![\\p{L}\\d.:/-])`, 'giu');
const WITH_HOURS = regExp(
  `${START}${AT}(${NUMBER}|одиннадцать|час|часу)(?:\\s?(?:${HOURS})(?:\\s(\\d{1,2})\\s?(?:минут\\p{L}*|мин|м)\\.?)?(?!\\p{L}))`,
  'giu',
);
const ONE = regExp(`${START}(?:в|к)\\s(?:часу?)${END}`, 'giu');
const BARE = regExp(`${START}${BARE_AT}(${NUMBER})${END}${COUNTED}`, 'giu');
const NOON = regExp(
  `${START}(?:(?:в|к|до|около|at|by|around)\\s)?(полдень|полудню|noon|midday|полночь|полночи|midnight)${END}`,
  'giu',
);
const HALF_DIAL = regExp(`${START}${AT}?(?:пол-?\\s?|половин[аеуы]\\s)(${ORDINAL})${END}${SUFFIX}`, 'giu');
const PAST_DIAL = regExp(`${START}${AT}?(четверть|(?:${MINUTES})\\sминут[аы]?)\\s(${ORDINAL})${END}${SUFFIX}`, 'giu');
const TO_DIAL = regExp(
  `${START}${AT}?без\\s(четверти|${MINUTES})(?:\\sминут[аы]?)?\\s(${NUMBER}|час)${END}${SUFFIX}`,
  'giu',
);
const ENGLISH_DIAL = regExp(
  `${START}${AT}?(half|(?:a\\s)?quarter|${MINUTES})(?:\\sminutes?)?\\s(past|after|to)\\s(${NUMBER}|one)${END}${SUFFIX}${COUNTED}`,
  'giu',
);
const AFTER_DAY = regExp(
  `^[\\s,]{1,2}(?:(?:до|к|на|около|в районе|by|before|around|about)\\s)?(\\d{1,2})(?:(?:[.-]|\\s(?=[0-5][05](?!\\d))|(?<=\\s\\d{2})(?=[0-5][05](?!\\d)))(\\d{2}))?(?:\\s?(${HOURS}))?${SUFFIX}(?![\\p{L}\\d:/%-]|\\.\\d)`,
  'iu',
);

const IS_COUNTED = regExp(`^(?!${COUNTED})`, 'iu');
/** Nothing follows that could be counted. */
const IS_LAST = /^\s*(?:$|[,;.!?]|(?:о|об|про|насчет|с|со|about|with|not|вместо|а не)\s)/iu;

/** The time of day in figures and words, Russian and English; ranges keep their end. */
export const clocks: Rule = (text, found) => {
  const own = toldClocks(text, found);
  const isDay = found.some(({ type }) => type === 'day');
  return own.length === 0 && isDay ? each(text, PAIR, (match) => clock(match, match[1], match[2], undefined)) : own;
};

/** "завтра планерка в Техносервисе 9 15": dictated, where no other clock is told. */
const PAIR = regExp(
  `${START}${DIGITS_BEFORE}(?<!(?:№|тел|по|цена|около|page|room|unit|line)\\s)([7-9]|1\\d|20)\\s([0-5][05])(?![\\d.,:/%-]\\d)${END}${COUNTED}(?!\\s(?:тонн|кг|литр|м[23]?(?!\\p{L})|ящик|короб|палет|паллет|мест|машин|комплект|позици|boxes|pallets|tons?|kg|seats|users))`,
  'giu',
);

/** "перезвонить 14 00 по ставке": after a word for the contact. */
const CALL_PAIR = regExp(
  `(?<=(?<!\\p{L})(?:(?:по|пере)?звонить|созвон(?:иться)?|встреча|встретиться|набрать|call|meeting|ring)\\s)([89]|1\\d|20)\\s(00|15|30|45)(?![\\d.,:/%-])${END}${COUNTED}`,
  'giu',
);

/** "переносится на 16", "push John to 4.30": where a plan is moved to. */
const MOVED_TO = regExp(
  `(?:(?<=(?<!\\p{L})(?:перенос|перенес|сдвин|сдвиг|передвин|подвин|перестав|перекин|двига)\\p{L}*\\s(?:\\p{L}+\\s){0,4})на|(?<=(?<!\\p{L})(?:push|move|shift|bump|reschedule|moved|pushed|shifted|bumped|slide|put)(?: back)?\\s(?:[\\p{L}'’]+\\s){0,4})(?:to|till|until)|(?<=(?<!\\p{L})make\\s)it)\\s(\\d{1,2})(?:[.:](\\d{2}))?${SUFFIX}(?=\\s*(?:$|[,;!?]|\\.(?!\\d)))`,
  'giu',
);

const MOVES =
  /make it|перенос|перенес|сдви|передвин|подвин|перестав|перекин|двига|push|move|shift|bump|reschedule|slide|put/iu;

const toldClocks: Rule = (text, found) => [
  ...each(text, RANGE, (match) => {
    const [, fromHour, fromMinute, hour, minute, toHour, toMinute, half] = match;
    return range(spanOf(match), [fromHour ?? hour, fromMinute ?? minute], [toHour, toMinute], half);
  }),
  ...each(text, TO_NOON, (match) => range(spanOf(match), [match[1], match[2]], ['12', undefined], undefined)),
  ...each(text, RANGE_SPOKEN, (match) => range(spanOf(match), [match[1], match[2]], [match[3], match[4]], undefined)),
  ...each(text, RANGE_TO_HALF, (match) => {
    const [, hour, minute, half, , english, ordinal] = match;
    return range(spanOf(match), [hour, minute], [half ? english : previous(ordinal), '30'], undefined);
  }),
  ...each(text, DASHED, (match) =>
    range(spanOf(match), [match[1], match[2]], [match[3], match[4]], match[5] ?? match[6]),
  ),
  ...found.flatMap((piece) => (piece.type === 'day' ? dashedAfterDay(text, piece.span[1]) : [])),
  // "1h30" is how long; "15h00", and "at 1h30", is when.
  ...each(text, FRENCH, (match) =>
    match[1] || Number(match[2]) > 6 ? clock(match, match[2], match[3], undefined) : undefined,
  ),
  ...each(text, HOURS_MINUTES, (match) => clock(match, match[1], match[2]?.padStart(2, '0'), undefined)),
  ...each(text, BEFORE_DAY, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, MILITARY, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, FULL_HOUR, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, O_CLOCK, (match) => clock(match, match[1], undefined, match[2])),
  ...each(text, ONE_LETTER, (match) => clock(match, match[1], match[2], `${match[3]}m`)),
  ...each(text, BRITISH_HALF, (match) => dial(match, 'half', match[1], 1, match[2])),
  ...each(text, ISH, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, ABOUT, (match) => clock(match, match[1], undefined, undefined)),
  ...each(text, COLON, (match) => clock(match, match[1], match[2], match[3])),
  ...each(text, WITH_HALF, (match) => clock(match, match[1], match[2], match[3])),
  ...each(text, DOTTED, (match) => clock(match, match[1], match[2], match[3])),
  ...each(text, ENGLISH_DIAL, (match) => dial(match, match[1], match[3], match[2] === 'to' ? -1 : 1, match[4])),
  ...each(text, TO_DIAL, (match) => dial(match, match[1], match[2], -1, match[3])),
  ...each(text, HALF_DIAL, (match) => dial(match, 'half', previous(match[1]), 1, match[2])),
  ...each(text, PAST_DIAL, (match) => dial(match, match[1], previous(match[2]), 1, match[3])),
  ...each(text, NOON, (match) => {
    const hour = /^(?:полноч|midnight)/iu.test(match[1] ?? '') ? 0 : 12;
    return { type: 'clock', span: spanOf(match), clock: { hour, minute: 0, loose: false } };
  }),
  ...each(text, WITH_HOURS, (match) =>
    // "на 2 часа" is how long.
    /^на\s/iu.test(match[0]) && Number(NUMBER_WORDS.get(match[1] ?? '') ?? match[1]) <= 6
      ? undefined
      : clock(match, match[1], match[2]?.padStart(2, '0'), undefined),
  ),
  ...each(text, ONE, (match) => clock(match, '1', undefined, undefined)),
  ...each(text, CALL_PAIR, (match) => clock(match, match[1], match[2], undefined)),
  ...(MOVES.test(text) ? each(text, MOVED_TO, (match) => clock(match, match[1], match[2], match[3])) : []),
  ...each(text, AT_MINUTE, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, NOW_AT, (match) => clock(match, match[1], match[2], match[3])),
  ...each(text, AFTER_WAY, (match) => clock(match, match[1], match[2], undefined)),
  ...each(text, FROM_HOUR, (match) => clock(match, match[1] ?? match[2], undefined, undefined)),
  ...each(text, AFTER_HOUR, (match) => clock(match, match[1], undefined, undefined)),
  ...each(text, ABOUT_HOUR, (match) => clock(match, match[1], undefined, undefined)),
  ...each(text, BY_HOUR, (match) => clock(match, match[1], undefined, undefined)),
  ...each(text, IN_ZONE, (match) => clock(match, match[1], undefined, undefined)),
  ...each(text, BARE, (match) => clock(match, match[1], undefined, undefined)),
  ...found.flatMap((piece) => (piece.type === 'day' ? afterDay(text, piece.span[1]) : [])),
];

/** "25.12 9.30", "завтра 15 ч", and "завтра 15" where nothing follows that could be counted ("завтра 10 о поставке"). */
function afterDay(text: string, end: number): Piece[] {
  const match = AFTER_DAY.exec(text.slice(end));
  if (!match) return [];
  const after = text.slice(end + match[0].length);
  // "2 декабря до 15 отправить"
  const isBy =
    /^[\s,]{1,2}(?:до|к|by|before)\s/iu.test(match[0]) && /^\s\p{L}{2,}(?:ть|ться|ти)(?!\p{L})/iu.test(after);
  const isLast = IS_LAST.test(after) || isBy;
  if (IS_COUNTED.test(after)) return [];
  if (!match[2] && !match[3] && !match[4] && !isLast) return [];
  // "в пт, 2 часа над сметой" is how long it took.
  if (
    match[3] &&
    !/clock/iu.test(match[3]) &&
    !match[2] &&
    !match[4] &&
    Number(match[1]) <= 6 &&
    /^[\s,]+\d/.test(match[0])
  )
    return [];
  const piece = clock(match, match[1], match[2], match[4]);
  return piece ? [{ ...piece, span: [end, end + match[0].length] }] : [];
}

type Written = readonly [hour: string | undefined, minute: string | undefined];

function range(span: Span, from: Written, to: Written, half: string | undefined): Piece | undefined {
  const end = read(...to, half);
  const both = read(...from, half);
  // "from 11 to 1pm" starts in the morning.
  const start = both && end && both.hour > end.hour ? read(...from, undefined) : both;
  if (!start || !end) return undefined;
  return { type: 'clock', span, clock: { ...start, until: { hour: end.hour, minute: end.minute } } };
}

/**
 * "завтра 10-11" is an hour, "завтра 15-30" and "завтра 10-05" are half past three and five past ten: two bare numbers are a
 * span only when both can be hours, in order. With a preposition ("в 15-20") five minutes more or less make a clock likelier.
 */
function dashedAfterDay(text: string, end: number): Piece[] {
  const match = DASHED_AFTER_DAY.exec(text.slice(end));
  if (!match) return [];
  const [whole, hour = '', minute, toHour = '', toMinute, half] = match;
  const isBare = minute === undefined && toMinute === undefined && half === undefined;
  // "завтра 2-3 заявки", "10-12 человек"
  const after = text.slice(end + whole.length);
  if (isBare && (IS_COUNTED.test(after) || (/^\d$/.test(toHour) && !IS_LAST.test(after)))) return [];
  // Nobody meets from 11 to 20.
  const isLong = Number(toHour) - Number(hour) > 4 && Number(toHour) % 5 === 0;
  const isClock = isLong || /^0/.test(toHour) || (/^[\s,]+\p{L}/u.test(whole) && Number(toHour) % 5 === 0);
  if (isBare && (isClock || Number(toHour) <= Number(hour))) return [];
  const piece = range([end, end + whole.length], [hour, minute], [toHour, toMinute], half);
  return piece ? [piece] : [];
}

function clock(match: RegExpExecArray, hour?: string, minute?: string, half?: string): Piece | undefined {
  const said = read(hour, minute, half);
  return said && { type: 'clock', span: spanOf(match), clock: said };
}

/** The hour before or after which the hand stands, and by how much. */
function dial(
  match: RegExpExecArray,
  part: string | undefined,
  hourWord: string | undefined,
  side: 1 | -1,
  half?: string,
) {
  const said = read(hourWord, undefined, half);
  if (!said || !part) return undefined;
  const minutes = said.hour * 60 + side * dialMinutes(part);
  const turned = (minutes + 24 * 60) % (24 * 60);
  // A quarter to one is 12:45, and loose twelve must not be taken for midnight.
  const hour = Math.floor(turned / 60) === 0 && said.loose ? 12 : Math.floor(turned / 60);
  const piece: Piece = {
    type: 'clock',
    span: spanOf(match),
    clock: { ...said, hour, minute: turned % 60 },
  };
  return piece;
}

function dialMinutes(part: string): number {
  const word = part.toLowerCase().replace(/\sминут[аы]?$/u, '');
  if (word === 'half') return 30;
  if (word.includes('quarter') || word.startsWith('четверт')) return 15;
  return NUMBER_WORDS.get(word) ?? Number(word);
}

/** "третьего" is past two. */
function previous(ordinal: string | undefined): string {
  const hour = DIAL_HOURS.get((ordinal ?? '').toLowerCase()) ?? 1;
  return String(hour === 1 ? 12 : hour - 1);
}

function read(
  hourText: string | undefined,
  minuteText: string | undefined,
  half: string | undefined,
): SaidClock | undefined {
  const word = (hourText ?? '').toLowerCase();
  const hour = word.startsWith('час') || word === 'one' ? 1 : (NUMBER_WORDS.get(word) ?? Number(word));
  const minute = Number(minuteText ?? 0);
  // "24:00" is the end of the day.
  const isClock = (hour < 24 && minute < 60) || (hour === 24 && minute === 0);
  if (word === '' || !isClock) return undefined;
  const loose = !half && hour <= 12 && hour > 0 && !word.startsWith('0');
  return {
    hour: half ? inHalf(hour, half.toLowerCase().replaceAll('.', '')) : hour,
    minute,
    loose,
  };
}

/** Morning, afternoon, evening or night told in a word. "12 ночи" and "12 am" are midnight; "3 ночи" is 03:00. */
function inHalf(hour: number, half: string): number {
  if (hour > 12) return hour;
  if (half === 'am' || half === 'утра' || half === 'in the morning') return hour % 12;
  if (half === 'ночи' || half === 'at night') return hour === 12 ? 0 : hour >= 8 ? hour + 12 : hour;
  if (half === 'дня') return hour >= 8 ? hour : hour + 12;
  if (half === 'вечера' || half === 'in the evening') return hour === 12 ? 0 : hour + 12;
  return hour === 12 ? 12 : hour + 12;
}
