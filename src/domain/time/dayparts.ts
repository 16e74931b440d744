import { regExp } from '../text/pattern.ts';
import { type Daypart, END, each, type Piece, type Rule, START, spanOf } from './pieces.ts';

/** The hour that is meant when only a part of the day is told: within office hours where that can be. */
export const DAYPART_HOURS = {
  morning: 9,
  noon: 13,
  afternoon: 14,
  close: 17,
  evening: 19,
  night: 22,
} as const satisfies Record<Daypart, number>;

const WORDS: readonly [Daypart, string][] = [
  [
    'morning',
    'утром|утречком|поутру|с утра(?: пораньше)?|до обеда|первым делом|(?:in the )?mornings?|before lunch|(?:first|1st) thing(?: in the morning)?',
  ],
  ['noon', '(?:в|к) обеду?|at lunch(?:time)?'],
  ['afternoon', 'днем|после обеда|(?:in the )?afternoon|after lunch|arvo'],
  [
    'close',
    '(?:(?:к|в|до|на|под) )?кон(?:ец|це|цу|ца) (?:рабочего )?дня|(?:(?:by|at|before) )?(?:the )?(?:end of (?:the )?(?:business )?day|close of (?:play|business)|eod|eob|cob)',
  ],
  ['evening', 'вечером|вечерком|(?:к вечеру|под вечер|на вечер)|(?:in the )?evening|tonight|this eve|(?<=last )night'],
  ['night', 'ночью|(?:at )night'],
];

const patterns = WORDS.map(([part, words]) => ({ part, pattern: regExp(`${START}(?:${words})${END}`, 'giu') }));

/** "утром", "after lunch", "tonight". */
export const dayparts: Rule = (text, found) => [
  ...halves(text, found),
  ...patterns.flatMap(({ part, pattern }) =>
    each(text, pattern, (match) => ({ type: 'daypart', part, span: spanOf(match) })),
  ),
];

const HALF = regExp(String.raw`^[\s,]{1,2}(?:in the\s)?(am|a\.m\.?|pm|p\.m\.?)(?![\p{L}\p{N}])`, 'iu');

/** "thurs am", "tomorrow pm": half of a day, and no hour of it. */
function halves(text: string, found: readonly Piece[]): Piece[] {
  const days = found.filter(({ type }) => type === 'day').map(({ span }) => span[1]);
  const ends = [...days, ...[...text.matchAll(/(?<!\p{L})this(?=\s[ap]\.?m)/giu)].map((match) => match.index + 4)];
  return ends.flatMap((end): Piece[] => {
    const match = HALF.exec(text.slice(end, end + 16));
    if (!match) return [];
    const part = match[1]?.toLowerCase().startsWith('a') ? 'morning' : 'afternoon';
    return [{ type: 'daypart', part, span: [end, end + match[0].length] }];
  });
}
