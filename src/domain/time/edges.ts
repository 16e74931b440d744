import { NUMBER_WORDS } from './numbers.ts';
import { type Edge, END, each, type Rule, START, spanOf } from './pieces.ts';

const PREPOSITION = '(?:(?:в|к|ко|до|на|at|by|on|until|till)\\s)?(?:the\\s)?';
const OWN = '(?:(этой|этого|текущ(?:ей|его)|следующ(?:ей|его)|прошл(?:ой|ого)|this|next|last|the)\\s)?';
const UNITS: readonly (readonly [Edge['of'], string])[] = [
  ['week', 'недели|week'],
  ['month', 'месяца|month'],
  ['quarter', 'квартала|quarter'],
  ['year', 'года|year'],
];

const patterns = UNITS.map(([of, words]) => ({
  of,
  pattern: new RegExp(
    `${START}${PREPOSITION}(?:(конц[еуа]|end)|(?:начал[еуа]|beginning|start))\\s(?:of\\s)?${OWN}(?:${words})${END}`,
    'giu',
  ),
}));
const WORKING_DAYS = new RegExp(
  `${START}(?:через|in)\\s(\\d{1,2}|${[...NUMBER_WORDS.keys()].join('|')}|пару|a\\scouple\\sof)\\s(?:рабочи[йхе]|(?:working|business|work))\\s(?:день|дня|дней|days?)${END}`,
  'giu',
);

/** Days that depend on which ones are worked: "в конце недели", "к началу следующего месяца", "через 3 рабочих дня". */
export const edges: Rule = (text) => [
  ...patterns.flatMap(({ of, pattern }) =>
    each(text, pattern, (match) => {
      const shift = shiftOf(match[2]);
      const edge: Edge = { of, side: match[1] ? 'end' : 'beginning', ...(shift !== undefined && { shift }) };
      return { type: 'day', span: spanOf(match), day: { kind: 'edge', ...edge } };
    }),
  ),
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
