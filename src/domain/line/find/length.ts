import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import { inFigures } from '../../time/spoken.ts';
import { readAmount } from '../../time/units.ts';
import type { Cue } from './cues.ts';
import { between, type Line } from './line.ts';

/** How long the contact itself lasts, and where that stands. */
export interface Length {
  minutes: number;
  span: Span;
}

/** What lasts or is late instead of the contact: "опоздала на 40 минут", "waited 20 mins", "через час", "30 min late". */
const NOT_OWN_BEFORE = regExp(
  String.raw`(?<!\p{L})(?:через|спустя|опозд\p{L}+|опазд\p{L}+|задерж\p{L}+|жд(?:ал|ет|ем|у|ать)\p{L}*|прожд\p{L}+|раньше|за|каждые|in|within|after|every|waited|waiting|wait|late|delay\p{L}*|next|last|сдвин\p{L}+|перен\p{L}+|позже|простой|гаранти\p{L}+|до|к)\s(?:(?:на|минут|по|about|for|ещ[ею]|около|меня|нас|us|me|them|the)\s){0,2}$`,
  'iu',
);
const NOT_OWN_AFTER =
  /^\s{0,2}(?:назад|тому назад|ago|later|earlier|late|позже|раньше|спустя|от (?:центра|мкад|метро)|drive|away|before|до (?!\d))/iu;
/** "минут сорок", "часа два": about so long. */
const INVERTED = regExp(
  String.raw`(?<![\p{L}\d])(минут|часа?|часов|мин)\s(?:на\s)?(\d{1,3})(?!\d|[.,:]\d|\s(?:назад|минут|час))`,
  'giu',
);
const STARTS = regExp(
  String.raw`(?<![\p{L}\d.,:№#-])(?:(?:на|for|около|примерно|about|around|where|где-то)\s)?(?=\d|полтор|полчас|пол часа|час(?!\p{L})|часик|half (?:an )?(?:hour|hr)|an hour|a half|(?<=a )half hour|about an|(?:a )?quarter of an|three quarters)`,
  'giu',
);
const HOUR_AND_HALF = /^(?:about\s)?(?:an hour and a half|an hour and half|hour and a half)/iu;

/** Only minutes and hours beside the contact's own words; days are terms of payment and delivery. */
export function lengthOf(line: Line, cues: readonly Cue[], taken: readonly Span[]): Length | undefined {
  const figures = inFigures(line.folded);
  const isFree = ([start, end]: Span) => !taken.some((span) => span[0] < end && start < span[1]);
  for (const match of figures.text.matchAll(INVERTED)) {
    const span = figures.origin([match.index, match.index + match[0].length]);
    const [, unit = '', count = ''] = match;
    // "часа два" are two hours, "час двадцать" an hour and twenty minutes.
    const isHourAnd = /^час$/iu.test(unit) && Number(count) >= 5;
    const minutes = isHourAnd ? 60 + Number(count) : Number(count) * (/^ч/iu.test(unit) ? 60 : 1);
    if (isFree(span) && isOwn(line, span) && minutes > 0) return { minutes, span };
  }
  const about = /(?<![\p{L}\d])(?:на\s)?час(?:а|ик|ика|иков)?\sполтор[аы](?!\p{L})/iu.exec(figures.text);
  if (about) {
    const span = figures.origin([about.index, about.index + about[0].length]);
    if (isFree(span) && isOwn(line, span)) return { minutes: 90, span };
  }
  for (const match of figures.text.matchAll(/(?<![\p{L}\d.,:])(\d)\s?[hч]\s?([0-5]\d)(?!\d)/giu)) {
    const span = figures.origin([match.index, match.index + match[0].length]);
    if (isFree(span) && isOwn(line, span)) return { minutes: Number(match[1]) * 60 + Number(match[2]), span };
  }
  for (const match of figures.text.matchAll(STARTS)) {
    const from = match.index + match[0].length;
    const read = readAmount(figures.text, from);
    const half = HOUR_AND_HALF.exec(figures.text.slice(from, from + 30));
    const end = half ? from + half[0].length : read?.end;
    const minutes = half ? 90 : read && read.amount.days === 0 && read.amount.months === 0 ? read.amount.minutes : 0;
    if (end === undefined || minutes <= 0 || minutes > 24 * 60) continue;
    const span = figures.origin([match.index, end]);
    if (isFree(span) && isOwn(line, span) && !isClock(figures.text, match.index, end)) return { minutes, span };
  }
  return bareAfterTalk(line, cues);
}

function isOwn(line: Line, [start, end]: Span): boolean {
  return (
    !/[£$€₽#№.,]\d?$/u.test(between(line, start - 2, start)) &&
    !/^\d+[.,]\d+\s?[mм](?!\p{L})/iu.test(between(line, start, end + 1)) &&
    !/^.{0,12}\d\s?[mм](?:[23²³]|\s?(?:кв|куб)|\/)/iu.test(line.folded.slice(start, end + 5)) &&
    !NOT_OWN_BEFORE.test(between(line, start - 40, start)) &&
    !NOT_OWN_AFTER.test(line.folded.slice(end, end + 20))
  );
}

/** "в 3 часа", "к 15 часам", "час дня" tell when. */
function isClock(text: string, start: number, end: number): boolean {
  return (
    /(?<!\p{L})(?:в|к|с|до|после|at|by)\s$/iu.test(text.slice(Math.max(0, start - 6), start)) ||
    /^\s(?:дня|ночи|утра|вечера)(?!\p{L})/iu.test(text.slice(end))
  );
}

/** "поговорили 20": minutes go without saying. */
function bareAfterTalk(line: Line, cues: readonly Cue[]): Length | undefined {
  for (const { span, form, by } of cues) {
    if (form !== 'past' || by !== 'both') continue;
    const match = /^\s(?:минут\s)?(\d{1,3})(?=\s*(?:[,.;]|$))/u.exec(line.folded.slice(span[1]));
    if (match) return { minutes: Number(match[1]), span: [span[1] + 1, span[1] + match[0].length] };
  }
  return undefined;
}
