import { type FieldKind, type FieldName, kindOf, type StoredValues } from '../../src/domain/contact/contact.ts';
import { showMinutes, showWhen } from '../../src/i18n/dates.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import { showLeads } from '../../src/telegram/dialogs/fields/leads.ts';

/*
 * The values of a contact's fields in words, by their kind: the one place that knows how each kind is told, for the card,
 * the history, the journal's columns and exports alike.
 */

/** Who reads, in which words, and when. */
export type CardReader = Pick<Ctx, 'kit' | 'user' | 't' | 'at'>;

/** Names of everything that values point to. */
export interface FieldNames {
  organizations: Map<string, string>;
  persons: Map<string, string>;
  users: Map<number, string>;
  entries: Map<string, string>;
  documents: Map<string, string>;
}

/** A value of a field, as it is or as a history has kept it. */
export interface FieldValue {
  name: FieldName;
  value: unknown;
}

/** Looks up, in one wave, the names that these values need. `users`: further people to name. */
export async function namesOfValues(
  { kit, user, t }: Pick<Ctx, 'kit' | 'user' | 't'>,
  values: readonly FieldValue[],
  users: readonly number[] = [],
): Promise<FieldNames> {
  const { organizations, persons, users: staff, dictionaries, documents } = kit.store;
  const of = (...kinds: FieldKind[]) =>
    values.filter(({ name }) => kinds.includes(kindOf(name))).flatMap(({ value }) => [value].flat());
  const ids = (...kinds: FieldKind[]) => [...new Set(of(...kinds).filter((id) => typeof id === 'string'))];
  const [orgs, people, papers] = [ids('organization'), ids('persons'), ids('documents')];
  const words = ids('entry', 'channel').filter((id) => !(id in t.contact.channel));
  const who = [...new Set([...users, ...of('manager').filter((id) => typeof id === 'number')])];
  const none = <K>() => new Map<K, string>();
  const [named, known, colleagues, entries, register] = await Promise.all([
    orgs.length > 0 ? organizations.named(orgs) : none<string>(),
    people.length > 0 ? persons.named(people) : none<string>(),
    who.length > 0 ? staff.named(who) : none<number>(),
    words.length > 0 ? dictionaries.many(words) : undefined,
    papers.length > 0 ? documents.many(papers) : [],
  ]);
  return {
    organizations: named,
    persons: known,
    users: colleagues,
    entries: new Map([...(entries ?? [])].map(([id, { name }]) => [id, name[user.language]])),
    documents: new Map(register.map(({ id, number }) => [id, `№ ${number}`])),
  };
}

type Words = { [Kind in FieldKind]: (value: StoredValues[Kind], names: FieldNames, reading: CardReader) => string };

const words: Words = {
  moment: (moment, _names, { at, user }) => showWhen(moment, at, user),
  minutes: (minutes, _names, { user }) => showMinutes(minutes, user),
  status: (status, _names, { t }) => t.contact.status[status],
  channel: (channel, { entries }, { t }) => t.contact.channel[channel] ?? entries.get(channel) ?? channel,
  direction: (direction, _names, { t }) => t.contact.direction[direction],
  manager: (id, { users }) => users.get(id) ?? String(id),
  priority: (priority, _names, { t }) => t.contact.priority[priority],
  state: (state, _names, { t }) => t.contact.state[state],
  organization: (id, { organizations }) => organizations.get(id) ?? '',
  persons: (ids, { persons }) => ids.flatMap((id) => persons.get(id) ?? []).join(', '),
  entry: (id, { entries }) => entries.get(id) ?? '',
  documents: (ids, { documents }) => ids.map((id) => documents.get(id) ?? '№ ?').join(', '),
  text: (text) => text,
  analytics: (list, _names, reading) => list.map((one) => showAnalytic(one, reading)).join('; '),
  leads: (list, _names, reading) => showLeads(list, reading),
};

/** A value of a field in words; empty where it points to nothing that has a name. */
export function fieldWords(name: FieldName, value: unknown, names: FieldNames, reading: CardReader): string {
  if (value === undefined || value === null) return '';
  // The table of fields tells which kind of value stands under a name; the compiler cannot follow it there.
  const show = words[kindOf(name)] as (value: unknown, names: FieldNames, reading: CardReader) => string;
  return show(value, names, reading) ?? '';
}

/** What a field is called beside these values: one person alone is not several. */
export function fieldLabel({ contact }: Texts, name: FieldName, ...values: readonly unknown[]): string {
  const several = values.some((value) => Array.isArray(value) && value.length > 1);
  return contact.field[name === 'persons' && !several ? 'person' : name];
}
