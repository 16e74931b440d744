import { findWhen } from '../time/when.ts';

const UNTIL =
  /(?:^|[\s(])(до|по|вернусь|выйду|буду\s+(?:на\s+месте|в\s+офисе)|until|till|through|back\s+(?:on|in\s+the\s+office)|returning(?:\s+on)?)\s+/giu;
const AFTER = 60;
const LOOKED_AT = 2000;
const DAY = 86_400_000;

/** The day on which somebody who is away is back, by their own words; undefined where they do not say. */
export function saysWhenBack(text: string, { now, zone }: { now: Date; zone: string }): Date | undefined {
  const head = text.slice(0, LOOKED_AT);
  for (const match of head.matchAll(UNTIL)) {
    const from = match.index + match[0].length;
    const found = findWhen(head.slice(from, from + AFTER), { now, zone, lean: 'future' });
    if (!found?.hasDay || found.at <= now) continue;
    const through = /^(?:по|through)$/iu.test(match[1] ?? '');
    return through ? new Date(found.at.getTime() + DAY) : found.at;
  }
  return undefined;
}
