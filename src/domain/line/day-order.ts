import type { Language } from '../user.ts';

/** Zones of the United States, where the month comes first; the rest of America writes the day first. */
const MONTH_FIRST =
  /^(?:US\/|America\/(?:New_York|Detroit|Kentucky\/|Indiana\/|Chicago|Menominee|North_Dakota\/|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak)|Pacific\/Honolulu)/;

/** Which comes first in "4/12", by the country of the writer; undefined where neither language nor zone tells it. */
export function dayOrderOf(language: Language, zone: string): 'day-first' | 'month-first' | undefined {
  if (language === 'ru') return 'day-first';
  if (MONTH_FIRST.test(zone)) return 'month-first';
  return zone.includes('/') && !zone.startsWith('Etc/') ? 'day-first' : undefined;
}
