import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';

const ZONES: readonly (readonly [RegExp, string])[] = [
  [/^(?:мск|msk|по москве|по московскому(?: времени)?|moscow(?: time)?)/iu, 'Europe/Moscow'],
  [/^(?:et|est|edt|eastern|new york time)/iu, 'America/New_York'],
  [/^(?:ct|cst|cdt|central)/iu, 'America/Chicago'],
  [/^(?:mst|mdt)/iu, 'America/Denver'],
  [/^(?:pt|pst|pdt|pacific)/iu, 'America/Los_Angeles'],
  [/^(?:utc|gmt|z)/iu, 'Etc/UTC'],
  [/^(?:bst|uk time|london time)/iu, 'Europe/London'],
  [/^(?:cet|cest)/iu, 'Europe/Berlin'],
  [/^(?:екб|по екб|по екатеринбургу)/iu, 'Asia/Yekaterinburg'],
  [/^(?:по самаре|самарского)/iu, 'Europe/Samara'],
  [/^(?:нск|по новосибирску)/iu, 'Asia/Novosibirsk'],
  [/^(?:по владивостоку|влд)/iu, 'Asia/Vladivostok'],
  [/^(?:по лондону|по лондонскому(?: времени)?|london)/iu, 'Europe/London'],
  [/^(?:по (?:берлину|парижу|мадриду|риму|европе))/iu, 'Europe/Berlin'],
  [/^(?:по (?:нью-?йорку|вашингтону)|ny time)/iu, 'America/New_York'],
  [/^(?:по дубаю|dubai time)/iu, 'Asia/Dubai'],
  [/^(?:по (?:пекину|шанхаю|китаю)|china time|beijing time)/iu, 'Asia/Shanghai'],
  [/^(?:по (?:ташкенту))/iu, 'Asia/Tashkent'],
  [/^(?:по (?:алматы|астане))/iu, 'Asia/Almaty'],
  [/^(?:по (?:омску))/iu, 'Asia/Omsk'],
  [/^(?:по (?:красноярску))/iu, 'Asia/Krasnoyarsk'],
  [/^(?:по (?:иркутску))/iu, 'Asia/Irkutsk'],
  [/^(?:mountain(?: time)?|mt)/iu, 'America/Denver'],
  [/^(?:по киеву)/iu, 'Europe/Kyiv'],
  [/^(?:по минску)/iu, 'Europe/Minsk'],
];
const THEIRS = regExp(
  String.raw`^(?:по (?:их|его|ее)(?: времени)?|(?:their|his|her) (?:time|local time)|local(?: time)?|по местному(?: времени)?)(?!\p{L})`,
  'iu',
);
const OURS = regExp(String.raw`^(?:по (?:нашему|моему|нам)(?: времени)?|(?:our|my) time)(?!\p{L})`, 'iu');
const SEARCHED = 30;

/**
 * The zone named right after a time; without an id it is somebody else's, not known which.
 * @param text folded
 */
export function zoneAfter(text: string, end: number): { id?: string; span: Span } | undefined {
  const after = text.slice(end, end + SEARCHED);
  const gap = /^[\s(,]{0,2}/.exec(after)?.[0].length ?? 0;
  const words = after.slice(gap);
  const theirs = THEIRS.exec(words);
  if (theirs) return { span: [end, end + gap + theirs[0].length] };
  if (OURS.test(words)) return undefined;
  for (const [pattern, id] of ZONES) {
    const match = pattern.exec(words);
    const next = match && words.slice(match[0].length);
    if (match && next !== null && !/^[\p{L}\p{N}]/u.test(next ?? ''))
      return { id, span: [end, end + gap + match[0].length] };
  }
  return undefined;
}
