import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Alarm,
  isBackupDue,
  isOff,
  isTight,
  RINGS_AFTER,
  settle,
  type Trouble,
} from '../../../src/domain/alarm/alarm.ts';

const start = new Date('2026-11-23T09:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);
const MINUTE = 60_000;
const DAY = 86_400_000;
const disk: Trouble = { kind: 'disk', free: 1, total: 2 };
const mailbox = (id: string): Trouble => ({ kind: 'mailbox', id, address: `${id}@sloop.test`, trouble: 'timeout' });

/** What is told over a time, looking once a minute: minute, id, and whether it was over. */
function told(minutes: number, wrongAt: (minute: number) => Trouble[]) {
  let known: Alarm[] = [];
  const words: string[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const { keep, ring, over } = settle(known, wrongAt(minute), later(minute * MINUTE));
    words.push(...ring.map(({ id }) => `${minute} ${id}`));
    words.push(...over.filter(({ rung }) => rung).map(({ id }) => `${minute} ${id} over`));
    known = [...keep, ...ring.map((alarm) => ({ ...alarm, rung: true }))];
  }
  return words;
}

describe('an alarm', () => {
  it('is told once after ten minutes, and once when it is over', () => {
    expect(told(40, (minute) => (minute >= 3 && minute < 30 ? [disk] : []))).toEqual(['13 disk', '30 disk over']);
  });

  it('is not told of what is well again sooner, nor that it is', () => {
    expect(told(60, (minute) => (minute % 10 < 9 ? [disk] : []))).toEqual([]);
  });

  it('is one for each mailbox, and the same when the words of its trouble change', () => {
    const wrong = (minute: number): Trouble[] => [
      { ...mailbox('office'), ...(minute > 12 && { trouble: 'password' }) } as Trouble,
      ...(minute >= 5 ? [mailbox('sales')] : []),
    ];
    expect(told(30, wrong)).toEqual(['10 mailbox:office', '15 mailbox:sales']);
  });

  it('does not wait for a clock that was set back', () => {
    const ahead: Alarm = { id: 'disk', since: later(DAY), rung: false, trouble: disk };
    const { keep } = settle([ahead], [disk], start);
    expect(keep).toEqual([{ ...ahead, since: start }]);
    expect(settle(keep, [disk], later(RINGS_AFTER)).ring).toHaveLength(1);
  });

  it('rings no oftener than it ends, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 120 }), (wrong) => {
        const words = told(wrong.length, (minute) => (wrong[minute] ? [disk] : []));
        words.forEach((word, index) => {
          expect(word.endsWith('over')).toBe(index % 2 === 1);
        });
      }),
    );
  });
});

describe('what is wrong', () => {
  it.each([
    [100, 500, true],
    [500, 2000, false],
    [500, 20_000, true],
    [2000, 1_000_000, false],
  ])('of a disk with %i MB of %i left: %s', (free, total, tight) => {
    expect(isTight(free * 2 ** 20, total * 2 ** 20)).toBe(tight);
  });

  it('of a clock is more than a minute, of a backup two days, or a week without any', () => {
    expect([60, -60, 61, -61].map(isOff)).toEqual([false, false, true, true]);
    expect([1, 2, 3].map((days) => isBackupDue(start, start, later(days * DAY)))).toEqual([false, false, true]);
    expect([6, 7, 8].map((days) => isBackupDue(undefined, start, later(days * DAY)))).toEqual([false, false, true]);
  });
});
