import { readFileSync } from 'node:fs';
import type { Language } from '../../domain/user.ts';

/*
 * Files of labelled lines: one JSON object a line. The situation is the same for all of them: a clock, a directory, a writer who
 * sits in Moscow, London or New York.
 */

export type CorpusLanguage = 'ru' | 'en' | 'en-US';

/** A label of a time: "now", "ask", a day "2026-12-01" or a local minute "2026-12-01T15:00". */
export interface ExpectedNext {
  start: string;
  between?: [string, string] | null;
  about: string;
}

type Open<T> = T | null;

/** What a line means; `null` where it cannot be known. `alt` holds other values that are right too. */
export interface Expected {
  kind: 'contact' | 'change' | 'question' | 'chatter';
  status?: 'happened' | 'planned';
  start?: string;
  between?: [string, string] | null;
  minutes?: number;
  channel?: Open<string>;
  direction?: Open<string>;
  clients?: string[];
  newClient?: string;
  person?: string;
  phone?: string;
  email?: string;
  keep?: string[];
  next?: ExpectedNext;
  priority?: string;
  result?: string;
  what?: 'move' | 'cancel' | 'done';
  to?: string;
  alt?: Record<string, unknown>;
}

export interface CorpusLine {
  id: string;
  lang: CorpusLanguage;
  style: string;
  line: string;
  expect: Expected;
}

/** The moment all lines are said at. */
export const NOW = new Date('2026-11-30T15:20:00Z');

export const WRITERS = {
  ru: { language: 'ru', zone: 'Europe/Moscow' },
  en: { language: 'en', zone: 'Europe/London' },
  'en-US': { language: 'en', zone: 'America/New_York' },
} as const satisfies Record<CorpusLanguage, { language: Language; zone: string }>;

export const WORKING_DAYS = [1, 2, 3, 4, 5];

/** The clients that are known, and who speaks for them. */
export const DIRECTORY: readonly (readonly [client: string, ...persons: string[]])[] = [
  ['ООО «Ромашка»', 'Иван Козлов', 'Анна Петрова'],
  ['АО «Вектор»', 'Ольга Волкова'],
  ['ИП Лютик', 'Марина Лютикова'],
  ['ООО «Северный ветер»', 'Пётр Северов'],
  ['Бета-Банк', 'Егор Дуров'],
  ['Техносервис', 'Ольга Кравцова', 'Игорь Смирнов'],
  ['СтройМонтаж-Юг', 'Дмитрий Орлов'],
  ['«День и ночь»', 'Вера Сомова'],
  ['Завод «Прогресс»', 'Павел Громов'],
  ['ТД «Елань»', 'Нина Белова'],
  ['Acme Ltd', 'John Smith', 'Maria Lopez'],
  ['Globex Inc', 'Hank Miller'],
  ['Initech', 'Lisa Wong'],
  ['Northwind Traders', 'Tom Reed'],
  ['Blue Harbor Logistics', 'Kate Moss'],
];

export function readCorpus(file: string): CorpusLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CorpusLine);
}
