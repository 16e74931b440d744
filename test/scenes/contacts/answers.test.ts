import { expect, it } from 'vitest';
import { answeredNames, answersOf, storedAnswers } from '../../../scenes/contacts/form/answers.ts';
import { personsOf } from '../../../scenes/contacts/form/contact-draft.ts';
import { columnNames } from '../../../scenes/journal/columns.ts';
import type { FieldNames } from '../../../scenes/shared/field-words.ts';
import { type Contact, fieldNames } from '../../../src/domain/contact/contact.ts';

const start = new Date('2026-11-23T09:00:00Z');
/** A contact with a value in every field: a field that is new has to be given one here. */
const contact: Required<Omit<Contact, 'previous' | 'removed' | 'letter' | 'step'>> = {
  id: 'contact',
  root: 'contact',
  author: 1,
  createdAt: start,
  revision: 1,
  start,
  end: start,
  minutes: 30,
  status: 'cancelled',
  channel: 'phone',
  direction: 'incoming',
  organization: 'romashka',
  persons: ['anna', 'igor'],
  manager: 1,
  type: 'talks',
  priority: 'high',
  state: 2,
  content: 'обсудили',
  said: 'звонок ромашка обсудили',
  result: 'договорились',
  firm: 'own',
  source: 'site',
  documents: ['paper'],
  analytics: [{ id: 'a', kind: 'number', number: 5 }],
  reason: 'заболел',
  leads: [15, 60],
};
const names: FieldNames = {
  organizations: new Map([['romashka', 'ООО «Ромашка»']]),
  persons: new Map([
    ['anna', 'Анна Петрова'],
    ['igor', 'Игорь Смирнов'],
  ]),
  users: new Map([[1, 'Иван']]),
  entries: new Map([
    ['talks', 'Переговоры'],
    ['own', 'Наша'],
    ['site', 'Сайт'],
  ]),
  documents: new Map([['paper', '№ 7']]),
};

it('every field is kept by the answers of a form, and comes back as it was', () => {
  const stored = storedAnswers(answersOf(contact, names));
  expect(stored).toEqual(Object.fromEntries(answeredNames.map((name) => [name, contact[name]])));
  const apart = ['channel', 'direction', 'organization', 'persons'];
  expect([...answeredNames, ...apart].sort()).toEqual([...fieldNames].sort());
});

it('whom it was with comes first, and nobody takes part twice', () => {
  const [anna, igor] = ['anna', 'igor'].map((id) => ({ id, name: id }));
  if (!anna || !igor) throw new Error('nobody');
  expect(personsOf({ person: igor, others: [anna, igor] })).toEqual({ persons: ['igor', 'anna'] });
  expect(personsOf({ others: [] })).toEqual({});
});

it('every field but the lead times is a column with a value', () => {
  expect(fieldNames.filter((name) => !(columnNames as readonly string[]).includes(name))).toEqual(['leads']);
  expect(columnNames).toContain('end');
});
