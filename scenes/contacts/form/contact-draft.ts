import { type ContactFields, type Status, saysSomething, stateOfNew } from '../../../src/domain/contact/contact.ts';
import type { User } from '../../../src/domain/user.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import type { ContactValues } from './contact-fields.ts';

/** What is assumed of a new contact until its manager says otherwise. */
export const freshValues = (status: Status, user: User, now: Date, begun: ContactValues = {}): ContactValues => ({
  status,
  manager: { id: String(user.id), name: user.name },
  priority: 'medium',
  // A day that was tapped wants its time; what a line tells of the time is in the line's draft already.
  ...(status !== 'planned' &&
    begun.day === undefined &&
    begun.line === undefined && { start: new Date(Math.floor(now.getTime() / 60_000) * 60_000) }),
});

/** Why a draft cannot be saved yet: the line to show, and the field to ask. */
export interface Lack {
  error: string;
  field?: string;
}

/** The contact that a draft describes, or what it lacks. */
export function fieldsOf(ctx: Ctx, values: ContactValues): { fields: ContactFields } | Lack {
  const { t, at } = ctx;
  const { status = 'happened', via, start, manager } = values;
  if (!via) return { error: t.form.needed(t.contact.field.via), field: 'via' };
  if (!start) return { error: t.form.needed(t.contact.field.start), field: 'start' };
  if (!manager) return { error: t.form.needed(t.contact.field.manager), field: 'manager' };
  if (status === 'happened' && start.getTime() > at.getTime() + 60_000)
    return { error: t.form.futureHappened, field: 'start' };
  const fields: ContactFields = {
    status,
    start,
    ...via,
    manager: Number(manager.id),
    priority: values.priority ?? 'medium',
    state: values.state ?? stateOfNew(status, values.result),
    documents: (values.documents ?? []).map(({ id }) => id),
    analytics: values.analytics ?? [],
    ...optional(values),
  };
  return saysSomething(fields) ? { fields } : { error: t.form.nothingSaid };
}

function optional(values: ContactValues): Partial<ContactFields> {
  const { organization, person, type, firm, source, content, said, result, minutes, leads } = values;
  return {
    ...(organization && { organization: organization.id }),
    ...(person && { person: person.id }),
    ...(type && { type: type.id }),
    ...(firm && { firm: firm.id }),
    ...(source && { source: source.id }),
    ...(content !== undefined && { content }),
    ...(said !== undefined && { said }),
    ...(result !== undefined && { result }),
    ...(minutes !== undefined && { minutes }),
    ...(leads && { leads }),
  };
}
