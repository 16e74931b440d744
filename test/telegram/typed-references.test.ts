import { expect, it } from 'vitest';
import { defineLinks } from '../../src/telegram/messages/links.ts';

const links = defineLinks('x', {
  open: (id: string, back?: string) => [id, back],
  turn: (id: string, page: number, word?: string, last?: number) => [id, page, word, last],
  idle: () => [],
});

it('makes the data of buttons from named arguments, without what is left out at the end', () => {
  expect(links.open('42')).toBe('x:open:42');
  expect(links.open('42', 'y:list:3')).toBe('x:open:42:y:list:3');
  expect(links.turn('42', 0, undefined, 7)).toBe('x:turn:42:0::7');
  expect(links.idle()).toBe('x:idle');
});

it('refuses data that Telegram would not take', () => {
  expect(() => links.open('а'.repeat(40))).toThrow(RangeError);
});
