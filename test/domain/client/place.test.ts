import { expect, it, test } from 'vitest';
import { townOf } from '../../../src/domain/client/place.ts';
import { readTags, showTags } from '../../../src/domain/client/tags.ts';

test.each([
  ['Тула', 'Тула'],
  ['300000, г. Тула, ул. Новая, 1', 'Тула'],
  ['Россия, 125009, Москва, Тверская 1, оф. 5', 'Москва'],
  ['Тульская обл., Щёкинский р-н, пос. Первомайский, д. 3', 'Первомайский'],
  ['ул. Ленина, 5, Санкт-Петербург', 'Санкт-Петербург'],
  ['Königstraße 5, Köln, Germany', 'Köln'],
  ['12 Pine St, Boston, MA', 'Boston'],
  ['ул. Ленина, 5', undefined],
  ['', undefined],
])('%s is in %s', (address, town) => expect(townOf(address)).toBe(town));

it('tags are read as people write them, each once', () => {
  expect(readTags(' Опт, постоянный клиент;опт #VIP')).toEqual(['опт', 'постоянный клиент', 'vip']);
  expect(readTags(', ;')).toEqual([]);
  expect(showTags(['опт', 'постоянный клиент'])).toBe('#опт #постоянный_клиент');
});
