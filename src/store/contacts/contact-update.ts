import type { UpdateQuery } from 'mongoose';
import {
  type Change,
  type Contact,
  type ContactFields,
  contactFields,
  endOf,
  fieldsOfKind,
} from '../../domain/contact/contact.ts';
import { keysOf } from '../../domain/keys.ts';
import type { ReminderRules } from '../../domain/reminder/reminder-rules.ts';
import { stems } from '../../domain/text/stems.ts';
import { dueOfChange, dueUpdate } from './contact-due.ts';
import { type ContactRow, toContact } from './contact-model.ts';

const OPERATIONS_KEPT = 20;

/** Which operation wants the change, on which revision it was decided, and when. */
export interface Operation {
  key: string;
  revision: number;
  now: Date;
}

/** Fields to set; a field set to `undefined` is taken away. */
export type FieldChange = { [K in keyof ContactFields | 'removed']?: Contact[K] | undefined };

/** The fields that a contact is found by: those that count first come first, for the number of words is limited. */
const searched = fieldsOfKind('text')
  .flatMap((name) => {
    const field = contactFields[name];
    return 'searched' in field ? [{ name, rank: field.searched }] : [];
  })
  .sort((a, b) => a.rank - b.rank)
  .map(({ name }) => name);

/** What a contact is found by: the words of its searched fields, with those that a change sets. */
export const stemsOf = (fields: FieldChange, set: FieldChange = {}): string[] =>
  stems(...searched.map((name) => String((name in set ? set[name] : fields[name]) ?? '')));

/** The one update that makes a change, with all that is derived from it: words, end, reminders, history. */
export function updateOf(
  before: ContactRow,
  entries: readonly Change[],
  operation: Operation & { by: number },
  set: FieldChange,
  rules: ReminderRules,
): UpdateQuery<ContactRow> {
  const after = { start: set.start ?? before.start, minutes: 'minutes' in set ? set.minutes : before.minutes };
  const gone = keysOf(set).filter((key) => set[key] === undefined);
  const kept = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const removed = 'removed' in set ? set.removed : before.removed;
  const derived = {
    end: endOf(after.start, after.minutes),
    live: removed === undefined,
    stems: stemsOf(before, set),
    // What was registered and becomes a plan after all is planned for where it then stands.
    ...(set.status === 'planned' && before.plannedFor === undefined && { plannedFor: after.start }),
  };
  const later = { ...toContact(before), ...set, end: derived.end } as Contact;
  const due = dueOfChange(toContact(before), later, set, rules, operation);
  const { $set, $unset = {} } = due ? dueUpdate(due) : { $set: {} };
  const unset = { ...Object.fromEntries(gone.map((key) => [key, true])), ...$unset };
  return {
    $set: { ...kept, ...derived, ...$set },
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    $inc: { revision: 1 },
    $push: {
      operations: { $each: [operation.key], $slice: -OPERATIONS_KEPT },
      history: { $each: entries },
    },
  };
}
