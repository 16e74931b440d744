import type { DictionaryKind } from '../../src/domain/client/client.ts';
import { channels, priorities, states } from '../../src/domain/contact/contact.ts';
import { type JournalFilter, presences, toggled } from '../../src/domain/journal/journal-filter.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** The parts of a filter that are chosen by ticking values. */
export const listParts = ['channels', 'states', 'priorities', 'types', 'firms', 'sources', 'characteristics'] as const;
export type ListPart = (typeof listParts)[number];

/** The parts that ask whether there is something. */
export const presenceParts = ['documents', 'analytics', 'result'] as const;
export type PresencePart = (typeof presenceParts)[number];

export interface Option {
  arg: string;
  text: string;
}

const dictionaryOf = {
  channels: 'channel',
  types: 'type',
  firms: 'firm',
  sources: 'source',
  characteristics: 'characteristic',
} as const satisfies Partial<Record<ListPart, DictionaryKind>>;

/** The parts of which a contact may have no value, with what they are grouped by in a report. */
const unsettable = { types: 'type', firms: 'firm', sources: 'source' } as const;
const UNSET = 'none';

const isUnsettable = (part: ListPart): part is keyof typeof unsettable => Object.hasOwn(unsettable, part);

/** The values of a part that can be ticked, and that there is none. */
export async function optionsOf({ kit, t, user }: Ctx, part: ListPart): Promise<Option[]> {
  const { contact } = t;
  if (part === 'states') return states.map((state) => ({ arg: String(state), text: contact.state[state] }));
  if (part === 'priorities') return priorities.map((arg) => ({ arg, text: contact.priority[arg] }));
  const entries = await kit.store.dictionaries.list(dictionaryOf[part]);
  const listed = entries.map(({ id, name }) => ({ arg: id, text: name[user.language] }));
  if (isUnsettable(part)) return [...listed, { arg: UNSET, text: t.report.none[unsettable[part]] }];
  if (part !== 'channels') return listed;
  return [...channels.map((arg) => ({ arg, text: contact.channel[arg] ?? arg })), ...listed];
}

/** Whether a value is ticked. */
export const isPicked = (filter: JournalFilter, part: ListPart, arg: string): boolean =>
  filter[part].some((value) => String(value ?? UNSET) === arg);

/** The filter with one value ticked, or no longer. The argument must be one of the options. */
export function pick(filter: JournalFilter, part: ListPart, arg: string): JournalFilter {
  if (part === 'states') {
    const state = states.find((one) => String(one) === arg);
    return state === undefined ? filter : { ...filter, states: toggled(filter.states, state) };
  }
  if (part === 'priorities') {
    const priority = priorities.find((one) => one === arg);
    return priority === undefined ? filter : { ...filter, priorities: toggled(filter.priorities, priority) };
  }
  if (isUnsettable(part)) return { ...filter, [part]: toggled(filter[part], arg === UNSET ? null : arg) };
  return { ...filter, [part]: toggled(filter[part], arg) };
}

/** Any, some, none, and round again. */
export function turnPresence(filter: JournalFilter, part: PresencePart): JournalFilter {
  const { [part]: now, ...rest } = filter;
  const next = now === undefined ? presences[0] : presences[presences.indexOf(now) + 1];
  return next === undefined ? rest : { ...filter, [part]: next };
}
