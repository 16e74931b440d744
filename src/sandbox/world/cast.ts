import type { SandboxUser } from '../types.ts';

/** Who is there when no one is named: the administrator comes first. */
export const DEFAULT_CAST: SandboxUser[] = [
  {
    id: 700100001,
    first_name: 'Анна',
    last_name: 'Орлова',
    username: 'anna_orlova',
    language_code: 'ru',
    hint: 'administrator',
  },
  {
    id: 700100002,
    first_name: 'Иван',
    last_name: 'Петров',
    username: 'ivan_petrov',
    language_code: 'ru',
    hint: 'manager',
  },
  {
    id: 700100003,
    first_name: 'Mary',
    last_name: 'Stone',
    username: 'mary_stone',
    language_code: 'en',
    hint: 'manager',
  },
  {
    id: 700100004,
    first_name: 'John',
    last_name: 'Smith',
    username: 'john_smith',
    language_code: 'en',
    hint: 'stranger',
  },
];
