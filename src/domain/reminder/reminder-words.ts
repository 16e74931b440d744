import { no, ok, type Result } from '../result.ts';
import { parseDuration } from '../time/duration.ts';
import { MAX_LEAD, MAX_LEADS, type QuietHours } from './reminder-rules.ts';

const CLOCK =
  /^(?:в|к|с|до|at|from|to|till|until)?\s{0,2}(\d{1,2})(?:[:.\s](\d{2}))?(?:\s?(?:ч|час|часов|часа|h|утра|вечера|am|pm)\.?)?$/iu;

/** A clock time as people type it ("9", "9:30", "9.30", "6 pm", "8 вечера"), as a minute of the day. */
export function parseClock(text: string): Result<number, 'none'> {
  const line = text.trim().slice(0, 40);
  const match = CLOCK.exec(line);
  if (!match) return no('none');
  const [, hours = '', minutes = '0'] = match;
  const evening = /(?:pm|вечера)\.?$/iu.test(line) && Number(hours) < 12 ? 12 : 0;
  const hour = Number(hours) + evening;
  // Midnight is written both ways.
  if (hour > 24 || Number(minutes) > 59 || (hour === 24 && Number(minutes) > 0)) return no('none');
  return ok((hour % 24) * 60 + Number(minutes));
}

/** Quiet hours as people type them: "21:00–8:00", "21-8", "с 22 до 7:30", "10pm to 7am". */
export function parseQuiet(text: string): Result<QuietHours, 'none'> {
  const parts = text
    .trim()
    .slice(0, 60)
    .split(/\s*[-–—]\s*|\s+(?=(?:до|to|till|until)\s)/iu);
  const [from, to] = parts.map(parseClock);
  if (parts.length !== 2 || !from?.ok || !to?.ok || from.value === to.value) return no('none');
  return ok({ from: from.value, to: to.value });
}

/** Lead times as people type them, in minutes, the longest first: "1 день, 1 час и 15 мин", "15". */
export function parseLeads(text: string): Result<number[], 'none'> {
  const parts = text
    .slice(0, 200)
    .split(/[,;\n]+|\s(?:и|and)\s/iu)
    .map((part) => part.trim().replace(/^(?:за|in)\s/iu, ''))
    .filter(Boolean);
  const read = parts.map(parseDuration).map((one) => (one.ok && one.value <= MAX_LEAD ? one.value : undefined));
  const leads = [...new Set(read.filter((one) => one !== undefined))].sort((a, b) => b - a);
  if (parts.length === 0 || read.includes(undefined) || leads.length > MAX_LEADS) return no('none');
  return ok(leads);
}

/** A minute of the day as a clock shows it: `9:00`. */
export const showClock = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
