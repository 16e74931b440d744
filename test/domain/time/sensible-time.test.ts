import { expect, it } from 'vitest';
import { sensibleTime } from '../../../src/domain/time/sensible-time.ts';

const at = (local: string) => new Date(`2026-11-24T${local}:00+03:00`);

it.each([
  ['14:07', '14:00'],
  ['14:08', '14:15'],
  ['09:00', '09:00'],
  ['03:20', '09:00'],
  ['17:56', '18:00'],
  ['23:59', '18:00'],
])('a plan begun at %s is proposed for %s', (begun, proposed) => {
  expect(sensibleTime(at(begun), 'Europe/Moscow')).toEqual(at(proposed));
});
