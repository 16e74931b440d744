import {
  type Contact,
  type ContactFields,
  type FieldKind,
  type FieldName,
  fieldNames,
  type KindOf,
  kindOf,
  type Ref,
  type StoredValues,
} from '../../../src/domain/contact/contact.ts';
import type { FieldNames } from '../../shared/field-words.ts';

/*
 * The answers of a form and the fields of a contact, made of each other. What points to something is answered with its
 * name beside the id; everything else is answered as it is stored.
 */

/** Kinds of field that are answered one by one; clients, persons, channel and direction have answers of their own. */
type AnsweredKind = Exclude<FieldKind, 'organization' | 'persons' | 'channel' | 'direction'>;

/** The answer to a field of a kind. A manager is `{id, name}` like every other pointer, the id being a number in a string. */
export type Answer<Kind extends FieldKind> = Kind extends 'entry' | 'manager'
  ? Ref
  : Kind extends 'documents'
    ? Ref[]
    : StoredValues[Kind];

/** Fields that have an answer of the same name. */
export type AnsweredName = { [K in FieldName]: KindOf<K> extends AnsweredKind ? K : never }[FieldName];
export type Answers = { [K in AnsweredName]?: Answer<KindOf<K>> };

interface Way<Kind extends FieldKind> {
  stored(answer: Answer<Kind>): StoredValues[Kind];
  answered(value: StoredValues[Kind], names: FieldNames): Answer<Kind>;
}

/** What is answered as it is stored. */
const same = <T>() => ({ stored: (value: T): T => value, answered: (value: T): T => value });

const ways: { [Kind in AnsweredKind]: Way<Kind> } = {
  moment: same<Date>(),
  minutes: same<number>(),
  status: same(),
  priority: same(),
  state: same(),
  text: same<string>(),
  analytics: same(),
  leads: same<number[]>(),
  entry: {
    stored: ({ id }) => id,
    answered: (id, { entries }) => ({ id, name: entries.get(id) ?? id }),
  },
  manager: {
    stored: ({ id }) => Number(id),
    answered: (id, { users }) => ({ id: String(id), name: users.get(id) ?? String(id) }),
  },
  documents: {
    stored: (list) => list.map(({ id }) => id),
    answered: (ids, { documents }) => ids.map((id) => ({ id, name: documents.get(id) ?? id })),
  },
};

const isAnswered = (name: FieldName): name is AnsweredName => kindOf(name) in ways;
export const answeredNames: readonly AnsweredName[] = fieldNames.filter(isAnswered);

/** Goes through the fields that have a value; the table of ways fits each one's kind, which the compiler cannot follow. */
function each(from: object, make: (value: unknown, way: Way<FieldKind>) => unknown): object {
  const values = new Map(Object.entries(from));
  return Object.fromEntries(
    answeredNames.flatMap((name) => {
      const value: unknown = values.get(name);
      return value === undefined ? [] : [[name, make(value, ways[kindOf(name) as AnsweredKind] as Way<FieldKind>)]];
    }),
  );
}

/** The fields that these answers make, as they are stored. */
export const storedAnswers = (answers: Answers): Partial<Pick<ContactFields, AnsweredName>> =>
  each(answers, (answer, way) => way.stored(answer as Answer<FieldKind>));

/** A contact's fields as answers. */
export const answersOf = (contact: Contact, names: FieldNames): Answers =>
  each(contact, (value, way) => way.answered(value as StoredValues[FieldKind], names));
