import { regExp } from '../text/pattern.ts';
import { NUMBER_WORDS } from './numbers.ts';
import { type Edge, END, each, type Rule, START, spanOf } from './pieces.ts';

const PREPOSITION = '(?:(?:в|во|к|ко|до|на|at|by|on|until|till|til|before)\\s)?(?:the\\s)?';
const OWN =
  '(?:(этой|этого|текущ(?:ей|его)|следующ(?:ей|его)|след\\.?|будущ(?:ей|его)|прошл(?:ой|ого)|this|next|last|the)\\s)?';
const UNITS: readonly (readonly [Edge['of'], string])[] = [
  ['week', 'недели|нед|week|wk'],
  ['month', 'месяца|month'],
  ['quarter', 'квартала|quarter'],
  ['year', 'года|year'],
];

const patterns = UNITS.map(([of, words]) => ({
  of,
  pattern: regExp(
    `${START}${PREPOSITION}(?:(кон(?:ец|ц[еуа])|end)|(середин[аеуы]|middle|mid)|(?:начал[еуао]|beginning|start))\\s(?:of\\s)?${OWN}(?:${words})${END}`,
    'giu',
  ),
}));
const MONTHS =
  'январ[ьяе]|янв|феврал[ьяе]|фев|март[ае]?|апрел[ьяе]|апр|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|авг|сентябр[ьяе]|сен|октябр[ьяе]|окт|ноябр[ьяе]|ноя|декабр[ьяе]|дек|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH_PREFIXES = [
  'янв|jan',
  'фев|feb',
  'мар|mar',
  'апр|apr',
  'ма[йяе]|may',
  'июн|jun',
  'июл|jul',
  'авг|aug',
  'сен|sep',
  'окт|oct',
  'ноя|nov',
  'дек|dec',
].map((prefix) => regExp(`^(?:${prefix})`, 'iu'));
/** "в середине декабря", "в двадцатых числах января", "mid December". */
const PART_OF_MONTH = regExp(
  `${START}${PREPOSITION}(?:(кон(?:ец|ц[еуа])|end|late)|(середин[аеуы]|middle|mid)|(начал[еуао]|beginning|start|early)|(?:(двадцатых|20-х|20х)|(десятых|10-х|10х)|первых)\\sчислах)(?:\\s|-)(?:of\\s)?(${MONTHS})${END}`,
  'giu',
);
const SHORT_EDGES = regExp(`${START}(?:(?:by|at|before|до|к)\\s)?(?:(eow)|(eom)|(eoq)|(eoy))${END}`, 'giu');
const LAST_DAY = regExp(
  `${START}(?:(?:в|на|on)\\s)?(?:the\\s)?(?:последн(?:ий|его|ему)\\s(?:рабочий\\s)?д(?:ень|ня|ню)|last\\s(?:working\\s)?day\\sof)\\s(?:the\\s|this\\s|этого\\s)?(?:месяца|month)${END}`,
  'giu',
);
const WORKING_DAYS = regExp(
  `${START}(?:через|in)\\s(\\d{1,2}|${[...NUMBER_WORDS.keys()].join('|')}|пару|a\\scouple\\sof)\\s(?:рабочи[йхе]|(?:working|business|work))\\s(?:день|дня|дней|days?)${END}`,
  'giu',
);

/** Days that depend on which ones are worked: "в конце недели", "к началу следующего месяца", "через 3 рабочих дня". */
export const edges: Rule = (text) => [
  ...patterns.flatMap(({ of, pattern }) =>
    each(text, pattern, (match) => {
      const shift = shiftOf(match[3]);
      const side = match[1] ? 'end' : match[2] ? 'middle' : 'beginning';
      const edge: Edge = { of, side, ...(shift !== undefined && { shift }) };
      return { type: 'day', span: spanOf(match), day: { kind: 'edge', ...edge } };
    }),
  ),
  ...each(text, PART_OF_MONTH, (match) => {
    const [, end, middle, , twenties, tens, name = ''] = match;
    const month = MONTH_PREFIXES.findIndex((prefix) => prefix.test(name)) + 1;
    if (twenties || tens)
      return { type: 'day', span: spanOf(match), day: { kind: 'date', day: twenties ? 20 : 10, month } };
    const side = end ? 'end' : middle ? 'middle' : 'beginning';
    return { type: 'day', span: spanOf(match), day: { kind: 'edge', of: 'month', side, month } };
  }),
  ...each(text, SHORT_EDGES, (match) => {
    const of = match[1] ? 'week' : match[2] ? 'month' : match[3] ? 'quarter' : 'year';
    return { type: 'day', span: spanOf(match), day: { kind: 'edge', of, side: 'end' } };
  }),
  ...each(text, LAST_DAY, (match) => ({
    type: 'day',
    span: spanOf(match),
    day: { kind: 'edge', of: 'month', side: 'end' },
  })),
  ...each(text, WORKING_DAYS, (match) => {
    const word = (match[1] ?? '').toLowerCase();
    const days = /^(?:пару|a)/u.test(word) ? 2 : (NUMBER_WORDS.get(word) ?? Number(word));
    return { type: 'day', span: spanOf(match), day: { kind: 'workingDays', days } };
  }),
];

function shiftOf(word: string | undefined): number | undefined {
  if (!word || /^the$/iu.test(word)) return undefined;
  if (/^(?:след|next)/iu.test(word)) return 1;
  return /^(?:прошл|last)/iu.test(word) ? -1 : 0;
}
