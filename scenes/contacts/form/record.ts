import { type CreateProblem, createContact, planStated, problemOf } from '../../../src/actions/contacts/index.ts';
import { normalizeEmail } from '../../../src/domain/client/email.ts';
import { type CountryCode, normalizePhone } from '../../../src/domain/client/phone.ts';
import type { Contact, ContactFields } from '../../../src/domain/contact/contact.ts';
import { derivedId } from '../../../src/domain/id.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { homeCountry } from '../../../src/telegram/home-country.ts';
import { remember } from '../../line/noted-lines.ts';
import { actingOf } from '../../shared/acting.ts';
import type { ContactValues } from './contact-fields.ts';

/** What a draft became. */
export interface Recorded {
  contact: Contact;
  /** The same for further clients. */
  alike: Contact[];
  /** The next step, where it was planned along. */
  planned?: Contact;
}

/**
 * Makes what a draft says, under ids derived from the draft's: the client and person who are new, the contact, the same for a second
 * client, and the next step where it was wanted at once. Repeated, it leads to the same.
 */
export async function record(
  ctx: Ctx,
  values: ContactValues,
  draft: string,
  fields: ContactFields,
): Promise<Recorded | { problem: CreateProblem }> {
  const problem = problemOf(fields, ctx.at);
  if (problem) return { problem };
  await addNewcomers(ctx, values);
  const { line, about } = values;
  const acting = actingOf(ctx);
  const links = { previous: about?.id, step: line?.step };
  const made = await createContact(acting, { id: draft, fields, ...links });
  if (!('contact' in made)) return { problem: made.outcome };
  const alike: Contact[] = [];
  for (const { organization, person } of line?.both ?? []) {
    if (organization.id === fields.organization) continue;
    const { persons: _, ...shared } = fields;
    const theirs = { ...shared, organization: organization.id, ...(person && { persons: [person.id] }) };
    const id = derivedId('alike', draft, organization.id);
    const other = await createContact(acting, { id, fields: theirs, ...links });
    if ('contact' in other) alike.push(other.contact);
  }
  if (line?.message !== undefined) remember(ctx, { message: line.message, contact: made.contact.id });
  const planned = line?.stepToo ? await planStated(acting, made.contact, 'step') : undefined;
  return { contact: made.contact, alike, ...(planned && { planned }) };
}

/** Adds the client and the person who were named in the line and taken as new. What reaches them goes to the person, if there is one. */
async function addNewcomers(ctx: Ctx, { organization, person, line }: ContactValues): Promise<void> {
  const { organizations, persons } = ctx.kit.store;
  const reached = reachedBy(line?.newcomer ?? {}, await homeCountry(ctx));
  const nobody = { phones: [], emails: [] };
  if (organization?.isNew) {
    const { id, name } = organization;
    const own = person?.isNew ? nobody : reached;
    await organizations.create({ id, name, addresses: [], manager: ctx.user.id, ...own }, ctx.at, ctx.user.id);
  }
  if (person?.isNew) {
    const { id, name } = person;
    const employer = organization && { organization: organization.id };
    const telegram = line?.newcomer?.telegram;
    const written = telegram === undefined ? {} : { telegram };
    await persons.create({ id, name, ...reached, ...written, ...employer }, ctx.at, ctx.user.id);
  }
}

function reachedBy({ phone, email }: { phone?: string; email?: string }, country: CountryCode | undefined) {
  const number = phone === undefined ? undefined : normalizePhone(phone, country);
  const address = email === undefined ? undefined : normalizeEmail(email);
  return { phones: number?.ok ? [number.value] : [], emails: address?.ok ? [address.value] : [] };
}
