import { describe, expect, it } from 'vitest';
import { answerTo } from '../../../src/domain/line/answer.ts';
import type { QuestionReading } from '../../../src/domain/line/reading.ts';

const zone = 'Europe/Moscow';
// Monday, noon in Moscow.
const asker = { id: 7, now: new Date('2026-11-23T09:00:00Z'), zone };
const nobody = { value: [], certainty: 'read', alternatives: [], why: '' } as const;
const client = { value: [{ id: 'o1', name: 'Acme' }], certainty: 'read', alternatives: [], why: '' } as const;
const day = (from: string, to: string) => ({
  from: new Date(`${from}T00:00+03:00`),
  to: new Date(`${to}T00:00+03:00`),
});
const ask = (question: Partial<QuestionReading>) => answerTo({ kind: 'ahead', clients: nobody, ...question }, asker);
const filterOf = (question: Partial<QuestionReading>) => {
  const answer = ask(question);
  return 'filter' in answer ? answer.filter : undefined;
};

describe('what is ahead', () => {
  it('is today, a day or a week of the calendar where no client is named', () => {
    expect(ask({})).toEqual({ screen: 'today' });
    expect(ask({ period: day('2026-11-23', '2026-11-24') })).toEqual({ screen: 'today' });
    expect(ask({ period: day('2026-11-24', '2026-11-25') })).toEqual({ screen: 'day', day: '2026-11-24' });
    expect(ask({ period: day('2026-11-30', '2026-12-07') })).toEqual({ screen: 'week', day: '2026-11-30' });
  });

  it('is the plans with the client, from today on', () => {
    expect(filterOf({ clients: client })).toMatchObject({
      organization: 'o1',
      off: ['happened', 'cancelled'],
      period: { kind: 'range', from: new Date('2026-11-23T00:00+03:00') },
    });
    expect(filterOf({ clients: client })).not.toHaveProperty('manager');
  });

  it('is the journal where it is about a channel or about a long time', () => {
    expect(filterOf({ channel: 'meeting' })).toMatchObject({ channels: ['meeting'], manager: 7 });
    expect(filterOf({ period: day('2026-12-01', '2027-01-01') })).toMatchObject({
      period: { kind: 'month', anchor: '2026-12-01' },
    });
  });
});

describe('what was, and how many', () => {
  it('is what happened, of all time unless one is named', () => {
    expect(filterOf({ kind: 'past', clients: client, channel: 'phone', direction: 'outgoing' })).toMatchObject({
      period: { kind: 'all' },
      off: ['planned', 'cancelled', 'incoming'],
      channels: ['phone'],
      organization: 'o1',
    });
  });

  it('counts within the week that is named, else within the month; of the future, plans', () => {
    expect(ask({ kind: 'count' }).screen).toBe('report');
    expect(ask({ kind: 'past' }).screen).toBe('journal');
    expect(filterOf({ kind: 'count', period: day('2026-11-16', '2026-11-23') })).toMatchObject({
      period: { kind: 'week', anchor: '2026-11-16' },
      manager: 7,
      off: ['planned', 'cancelled'],
    });
    expect(filterOf({ kind: 'count' })).toMatchObject({ period: { kind: 'month', anchor: '2026-11-01' } });
    expect(filterOf({ kind: 'count', period: day('2026-11-24', '2026-11-26') })).toMatchObject({
      off: ['happened', 'cancelled'],
      period: { kind: 'range' },
    });
  });
});
