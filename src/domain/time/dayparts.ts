import { type Daypart, END, each, type Rule, START, spanOf } from './pieces.ts';

/** The hour that is meant when only a part of the day is told: within office hours where that can be. */
export const DAYPART_HOURS = { morning: 9, noon: 13, afternoon: 14, evening: 19, night: 22 } as const satisfies Record<
  Daypart,
  number
>;

const WORDS: readonly [Daypart, string][] = [
  ['morning', 'утром|с утра|до обеда|(?:in the )?morning|before lunch'],
  ['noon', '(?:в|к) обеду?|at lunch(?:time)?'],
  ['afternoon', 'днем|после обеда|(?:in the )?afternoon|after lunch'],
  [
    'evening',
    'вечером|к вечеру|(?:in the )?evening|tonight|(?:к|в|до) конц[еуа] (?:рабочего )?дня|end of (?:the )?day|eod',
  ],
  ['night', 'ночью|(?:at )night'],
];

const patterns = WORDS.map(([part, words]) => ({ part, pattern: new RegExp(`${START}(?:${words})${END}`, 'giu') }));

/** "утром", "after lunch", "tonight". */
export const dayparts: Rule = (text) =>
  patterns.flatMap(({ part, pattern }) =>
    each(text, pattern, (match) => ({ type: 'daypart', part, span: spanOf(match) })),
  );
