import { regExp } from '../text/pattern.ts';
import type { Span } from '../text/spans.ts';
import { between } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import { quotesIn } from './find/quotes.ts';
import type { Seen } from './seen.ts';
import { STEP, STORY } from './words/step-words.ts';

const NEAR_BEFORE = 48;
const NEAR_WORDS = 3;
const NEAR_AFTER = 22;
/** A noun right after a time makes the time its own: "the two o'clock delivery". */
const STORY_AFTER = regExp(
  String.raw`^['’s]{0,2}\s(?:is|are|was|will be|costs?|delivery|deliveries|shipment|invoice|order|boat|train|flight|terms?|поставк\p{L}*|партии|цены)|^,?\s(?:скаж\p{L}+|сообщ(?:ит|ат)|решит(?:ся)?|решат|подтверд(?:ит|ят)|определ\p{L}+|уточн(?:ит|ят)|(?:will\s|['’]ll\s)(?:tell|say|know|decide|confirm|let))(?!\p{L})`,
  'iu',
);

/** What did not happen, or goes on: "не отвечает с утра". */
const NOT_SINCE = regExp(
  String.raw`(?<!\p{L})(?:не|нет|молч\p{L}+|жд\p{L}+|висит|сидит|стоит|лежит)\s(?:\p{L}+\s)?$`,
  'iu',
);

const isStoryGap = (gap: string): boolean => gap.length <= 16 && STORY.test(gap);

/** Whether a moment belongs to goods, money, papers or somebody's absence that the line tells of, rather than to the contact. */
export function isStory({ line, cues, moments }: Seen, { span, said, spans }: Moment): boolean {
  // "Северов: «с 1 декабря у нас новый склад ...»": told by them.
  if (quotesIn(line).some(([from, to]) => from <= span[0] && span[1] <= to)) return true;
  // "с 01.01", "from March": since when something holds.
  // "трубку не берет с утра"
  if (
    !said.day &&
    !said.clock &&
    /^с утра$/iu.test(line.folded.slice(...span)) &&
    NOT_SINCE.test(between(line, span[0] - 30, span[0]))
  )
    return true;
  // "been trying all morning", "весь день звонил": how long it went on.
  if (/(?<!\p{L})(?:all|whole|весь|целый|вс[ею])\s$/iu.test(between(line, span[0] - 8, span[0]))) return true;
  const isSince =
    said.day && !said.clock && !said.daypart && /^(?:с|со|from|since|starting)\s/iu.test(line.folded.slice(...span));
  if (isSince) return true;
  // "с 7 по 11 декабря я на выставке": how long something goes on.
  if (/(?<!\p{L})с\s\d{1,2}(?:-?го)?\sпо\s$/iu.test(between(line, span[0] - 14, span[0]))) return true;
  if (isPassedOn({ line, moments }, span)) return true;
  // "the two o'clock delivery on the 23rd"
  if (spans.some((one, index) => isStoryGap(between(line, spans[index - 1]?.[1] ?? one[0], one[0])))) return true;
  const before = between(line, span[0] - NEAR_BEFORE, span[0]);
  const parted = before.slice(Math.max(before.lastIndexOf('.'), before.lastIndexOf(';'), before.lastIndexOf(',')) + 1);
  const clause = parted.trim().split(/\s+/).slice(-NEAR_WORDS).join(' ');
  if (STORY_AFTER.test(between(line, span[1], span[1] + NEAR_AFTER))) return true;
  const story = STORY.exec(clause);
  if (!story) return false;
  // "будет у нас в среду": that is the contact.
  const at = span[0] - clause.length + story.index;
  if (cues.some((cue) => cue.form !== 'noun' && cue.span[0] <= at && at < cue.span[1])) return false;
  // "отправить график поставок до пятницы": a step before it takes the day.
  return !STEP.test(between(line, span[0] - 60, span[0] - clause.length + story.index).replace(/.*[.;,]/su, ''));
}

/** "text Hank tomorrow that the truck's coming Thursday": what they are to be told, where when to tell it stands before. */
function isPassedOn({ line, moments }: Pick<Seen, 'line' | 'moments'>, [start]: Span): boolean {
  const from = Math.max(0, start - LONGEST_PASSED_ON);
  const that = PASSED_ON.exec(line.folded.slice(from, start));
  return that !== null && moments.some(({ span }) => span[1] <= from + that.index + that[0].length && span[0] < start);
}
/** In characters. */
const LONGEST_PASSED_ON = 140;
const PASSED_ON = regExp(
  String.raw`(?<!\p{L})(?:text|tell|e-?mail|message|msg|whatsapp|ping|remind|warn|let|напиши(?:те)?|написать|напишу|сообщить|сообщи|сообщу|сказать|скажи|скажу|передать|передай|предупредить|предупреди|предупрежу|напомнить|напомни|напомню)(?!\p{L})[^.;!?]{1,60}?(?:\sthat|,?\sчто)(?=\s[^.,;!?]{0,60}$)`,
  'iu',
);

/** "Дуров предложил среду 10:00", "Hank agreed Thursday 3pm": an hour that is found, and of no contact that took place. */
export const isProposed = ({ line }: Pick<Seen, 'line'>, { span, said }: Moment): boolean =>
  said.clock !== undefined &&
  said.day !== undefined &&
  !/^(?:в|во|on|at)\s/iu.test(line.folded.slice(...span)) &&
  PROPOSES.test(between(line, span[0] - 24, span[0]));
const PROPOSES =
  /(?<!\p{L})(?:предложил[аи]?|выбрал[аи]?|согласовал[аи]?|подтвердил[аи]?|согласил(?:ся|ась|ись)|agreed(?: to| on)?|suggested|proposed|offered|picked|accepted|chose|confirmed)\s(?:на\s|for\s|on\s)?$/iu;
