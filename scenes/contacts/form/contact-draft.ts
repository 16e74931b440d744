import type { CreateProblem } from '../../../src/actions/contacts/index.ts';
import { type ContactFields, type Status, stateOfNew } from '../../../src/domain/contact/contact.ts';
import type { User } from '../../../src/domain/user.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { storedAnswers } from './answers.ts';
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

/** The fields that a draft describes, or what it lacks. */
export function fieldsOf(ctx: Ctx, values: ContactValues): { fields: ContactFields } | Lack {
  const { t } = ctx;
  const { status = 'happened', via, start, manager } = values;
  if (!via) return { error: t.form.needed(t.contact.field.via), field: 'via' };
  if (!start) return { error: t.form.needed(t.contact.field.start), field: 'start' };
  if (!manager) return { error: t.form.needed(t.contact.field.manager), field: 'manager' };
  const fields: ContactFields = {
    priority: 'medium',
    state: stateOfNew(status, values.result),
    documents: [],
    analytics: [],
    ...storedAnswers(values),
    status,
    start,
    ...via,
    manager: Number(manager.id),
    ...(values.organization && { organization: values.organization.id }),
    ...personsOf(values),
  };
  return { fields };
}

/** What is in the way of a contact, for who fills in its draft. */
export const lackOf = ({ form }: Texts, problem: CreateProblem): Lack =>
  problem === 'future' ? { error: form.futureHappened, field: 'start' } : { error: form.nothingSaid };

/** Whom it was with comes first; who is there twice counts once. */
export function personsOf({ person, others = [] }: Pick<ContactValues, 'person' | 'others'>): { persons?: string[] } {
  const ids = new Set([person, ...others].flatMap((one) => one?.id ?? []));
  return ids.size > 0 ? { persons: [...ids] } : {};
}
