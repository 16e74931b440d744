import * as english from 'chrono-node/en';
import * as russian from 'chrono-node/ru';
import type { SaidDay } from './pieces.ts';
import { local } from './zone.ts';

/**
 * A day that chrono-node reads where our own rules find none ("end of next month", "май 2027"). Only its calendar
 * day is taken and only of a whole answer: it knows offsets, not zones, misreads Russian clocks, and takes names ("Sun",
 * "Mark") for dates, which is why it is the second and not the first.
 */
export function chronoDay(text: string, now: Date, zone: string, forward: boolean): SaidDay | undefined {
  const reference = { instant: now, timezone: local(now, zone).offset };
  for (const { casual } of [russian, english]) {
    const hit = casual.parse(text, reference, { forwardDate: forward })[0];
    // Most of the answer has to be the date: of "в конце месяца" it knows "месяца" only, and takes that for a month from now.
    if (!hit || hit.text.length < text.length * 0.7 || hit.start.isCertain('hour')) continue;
    const { start } = hit;
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    const saysDay = start.isCertain('day') || start.isCertain('month') || start.isCertain('weekday');
    if (saysDay && year && month && day) return { kind: 'date', year, month, day };
  }
  return undefined;
}
