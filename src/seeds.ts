import type { DictionaryKind, Entry } from './domain/client/client.ts';
import { derivedId } from './domain/id.ts';
import { keysOf } from './domain/keys.ts';

type Names = readonly (readonly [ru: string, en: string])[];

const values: Partial<Record<DictionaryKind, Names>> = {
  type: [
    ['Первый контакт', 'First contact'],
    ['Предложение', 'Offer'],
    ['Переговоры', 'Negotiation'],
    ['Заказ', 'Order'],
    ['Оплата', 'Payment'],
    ['Доставка', 'Delivery'],
    ['Рекламация', 'Complaint'],
    ['Поддержка', 'Support'],
  ],
  source: [
    ['Рекомендация', 'Recommendation'],
    ['Сайт', 'Website'],
    ['Поиск в интернете', 'Web search'],
    ['Социальные сети', 'Social networks'],
    ['Выставка', 'Trade fair'],
    ['Холодный звонок', 'Cold call'],
  ],
  documentType: [
    ['Договор', 'Contract'],
    ['Счёт', 'Invoice'],
    ['Акт', 'Certificate of completion'],
    ['Накладная', 'Delivery note'],
    ['Коммерческое предложение', 'Quotation'],
  ],
  firm: [['Наша фирма', 'Our firm']],
};

/** Characteristics tell what their values are. */
const characteristics: readonly (readonly [...Names[number], NonNullable<Entry['values']>])[] = [
  ['Сумма сделки', 'Deal size', 'number'],
  ['Срок решения', 'Decision by', 'date'],
  ['Кто решает', 'Decision maker', 'text'],
  ['Ссылка', 'Link', 'link'],
  ['Фото или скан', 'Photo or scan', 'file'],
];

const named: Entry[] = keysOf(values).flatMap((kind) =>
  (values[kind] ?? []).map(([ru, en], order) => ({
    id: derivedId('dictionary', kind, ru),
    kind,
    name: { ru, en },
    order,
  })),
);

/** What the dictionaries start with. Ids are derived from the Russian name, so that a second start adds nothing. */
export const firstEntries: Entry[] = [
  ...named,
  ...characteristics.map(([ru, en, values], order) => ({
    id: derivedId('dictionary', 'characteristic', ru),
    kind: 'characteristic' as const,
    name: { ru, en },
    order,
    values,
  })),
];
