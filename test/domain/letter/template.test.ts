import { expect, it } from 'vitest';
import { filledIn, templateName } from '../../../src/domain/letter/template.ts';

const values = { person: 'Анна', client: 'ООО «Ромашка»', manager: 'Иван', date: '30 ноября' };

it.each([
  ['Здравствуйте, {имя}!', 'Здравствуйте, Анна!'],
  ['Dear {Name} of { client },', 'Dear Анна of ООО «Ромашка»,'],
  ['{дата}, {менеджер}', '30 ноября, Иван'],
  ['Цена {сумма} {', 'Цена {сумма} {'],
])('fills in what it knows, and leaves the rest to be seen: %s', (text, filled) => {
  expect(filledIn(text, values)).toBe(filled);
});

it('leaves a field that has no value', () => {
  expect(filledIn('Здравствуйте, {имя}!', {})).toBe('Здравствуйте, {имя}!');
});

it.each([
  ['Здравствуйте, {имя}!\n\nНаправляем счёт.', 'Направляем счёт.'],
  ['Счёт во вложении.', 'Счёт во вложении.'],
  ['Добрый день!', 'Добрый день!'],
])('is called by how it begins after the greeting: %j', (text, name) => {
  expect(templateName(text)).toBe(name);
});
