import { describe, expect, it } from 'vitest';
import { movedStart, plansMeant } from '../../../src/domain/line/order.ts';
import { readLine } from '../../../src/domain/line/read-line.ts';

const zone = 'Europe/Moscow';
const now = new Date('2026-11-23T09:00:00Z');
const at = (local: string) => new Date(`${local}+03:00`);
const plan = (id: string, local: string, channel = 'phone') => ({ id, start: at(local), channel });
const plans = [
  plan('overdue', '2026-11-20T10:00'),
  plan('tomorrow', '2026-11-24T15:00'),
  plan('friday', '2026-11-27T10:00', 'meeting'),
  plan('friday-late', '2026-11-27T16:00'),
];
const meant = (order: Parameters<typeof plansMeant>[1]) => plansMeant(plans, order, { now, zone }).map(({ id }) => id);

describe('the plans that an order may mean', () => {
  it('are all that are open, the next one first and overdue ones last', () => {
    expect(meant({})).toEqual(['tomorrow', 'friday', 'friday-late', 'overdue']);
  });

  it('are those of the day and of the channel that it names, where there are any', () => {
    expect(meant({ about: { at: at('2026-11-27T12:00'), precision: 'day' } })).toEqual(['friday', 'friday-late']);
    expect(meant({ about: { at: at('2026-11-27T16:00'), precision: 'minute' } })).toEqual(['friday-late']);
    expect(meant({ channel: 'meeting' })).toEqual(['friday']);
    expect(meant({ channel: 'fax' })).toHaveLength(4);
    expect(meant({ about: { at: at('2026-12-24T12:00'), precision: 'day' } })).toHaveLength(4);
  });

  it('end where "all until then" ends', () => {
    expect(meant({ several: { until: at('2026-11-27T12:00') } })).toEqual(['tomorrow', 'friday', 'overdue']);
  });
});

describe('where a plan is moved to', () => {
  const start = at('2026-11-24T15:00');
  const moved = (order: Parameters<typeof movedStart>[1]) => movedStart(start, order, { now, zone });

  it('is the moment that is said; of a day alone, at the time of day it had', () => {
    expect(moved({ to: { at: at('2026-11-27T12:00'), precision: 'minute' } })).toEqual(at('2026-11-27T12:00'));
    expect(moved({ to: { at: at('2026-11-27T09:00'), precision: 'day' } })).toEqual(at('2026-11-27T15:00'));
  });

  it('keeps the time of day of the plan where the line says "at the same time"', () => {
    const situation = { now, zone, language: 'en', workingDays: [1, 2, 3, 4, 5] } as const;
    const names = [{ id: 'acme', kind: 'organization', name: 'Acme' } as const];
    const read = readLine('move the Acme call to Friday, same time', { ...situation, names });
    expect(read).toMatchObject({ kind: 'change', change: { to: { value: { precision: 'day' } } } });
    const to = read.change?.to?.value;
    expect(moved(to ? { to } : {})).toEqual(at('2026-11-27T15:00'));
  });

  it.each([
    ['перенеси Козлова на 16:00', 'ru'],
    ['move Kozlov to 4pm', 'en'],
  ] as const)('is on the day of the plan where only an hour is said: %s', (text, language) => {
    const names = [{ id: 'kozlov', kind: 'person', name: language === 'ru' ? 'Иван Козлов' : 'Ivan Kozlov' } as const];
    const { change } = readLine(text, { now, zone, language, workingDays: [1, 2, 3, 4, 5], names });
    expect(change).toMatchObject({ what: 'move', clockOnly: true });
    const to = change?.to?.value;
    const order = { ...(to && { to }), ...(change?.clockOnly && { clockOnly: change.clockOnly }) };
    expect(moved(order)).toEqual(at('2026-11-24T16:00'));
    // The plan's day is over: the next time to come.
    expect(movedStart(at('2026-11-20T10:00'), order, { now, zone })).toEqual(at('2026-11-23T16:00'));
  });

  it('is so much later or earlier, days by the clock', () => {
    expect(moved({ by: 60 })).toEqual(at('2026-11-24T16:00'));
    expect(moved({ by: 1440 })).toEqual(at('2026-11-25T15:00'));
    // In Berlin the clocks go back on 25 October 2026.
    const before = new Date('2026-10-24T12:00+02:00');
    const berlin = { now: new Date('2026-10-20T00:00Z'), zone: 'Europe/Berlin' };
    expect(movedStart(before, { by: 1440 }, berlin)).toEqual(new Date('2026-10-25T12:00+01:00'));
  });

  it('is asked where it is not said, or past', () => {
    expect(moved({})).toBeUndefined();
    expect(moved({ by: -3 * 1440 })).toBeUndefined();
  });
});
