import { describe, expect, it } from 'vitest';
import { formSender, isFormText } from '../../../src/domain/letter/form.ts';

const PETR = { address: 'petr@vasilek.example', name: 'Пётр' };

describe('a form', () => {
  it.each([
    ['with colons', 'Имя: Пётр\nE-mail: petr@vasilek.example\nТекст: цена?'],
    ['in cells', 'Имя · Пётр\nEmail · petr@vasilek.example (mailto)\nТекст · цена?'],
    ['with dashes', 'Имя - Пётр\nПочта - petr@vasilek.example'],
    ['with values below', 'Имя\nПётр\n\nEmail\npetr@vasilek.example\n\nСообщение\nцена?'],
    [
      'with words before',
      'Заявка с сайта\nСтраница: https://sloop.example/price\nИмя: Пётр\nКонтакт: petr@vasilek.example',
    ],
    ['of WordPress', 'You have a new message\n\nFrom: Пётр <petr@vasilek.example>\nSubject: pumps\n\nprice?'],
  ])('tells whose it is: %s', (_how, text) => {
    expect(formSender(text)).toEqual(PETR);
  });

  it('may have a phone alone', () => {
    expect(isFormText('Имя: Пётр\nТелефон: +7 916 123-45-67')).toBe(true);
    expect(formSender('Имя: Пётр\nТелефон: +7 916 123-45-67')).toBeUndefined();
  });
});

it.each([
  `${'Скидки на всё, приходите.\n'.repeat(20)}Телефон: +7 495 123-45-67\nE-mail: info@shop.example`,
  'Добрый день!\nНужны насосы.\nИван',
  'Насос: 3\nМуфта: 5',
])('is none in %.40j', (text) => {
  expect([isFormText(text), formSender(text)]).toEqual([false, undefined]);
});
