import type { Contact, Ref } from '../../../src/domain/contact/contact.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { namesOf } from '../contact-names.ts';
import type { ContactValues } from './contact-fields.ts';

const ref = (id: string | undefined, name: string | undefined): Ref | undefined =>
  id === undefined ? undefined : { id, name: name ?? id };

/** A stored contact as the values of a form: what it points to, with names. */
export async function valuesOf(ctx: Ctx, contact: Contact): Promise<ContactValues> {
  const names = await namesOf(ctx, contact);
  const papers = contact.documents.length > 0 ? await ctx.kit.store.documents.seen(ctx.user, contact.documents) : [];
  const refs = {
    organization: ref(contact.organization, names.organization),
    person: ref(contact.person, names.person),
    type: ref(contact.type, names.type),
    firm: ref(contact.firm, names.firm),
    source: ref(contact.source, names.source),
  };
  return {
    ...Object.fromEntries(Object.entries(refs).filter(([, value]) => value !== undefined)),
    status: contact.status,
    start: contact.start,
    via: { channel: contact.channel, direction: contact.direction },
    manager: { id: String(contact.manager), name: names.manager ?? String(contact.manager) },
    priority: contact.priority,
    state: contact.state,
    ...(contact.minutes !== undefined && { minutes: contact.minutes }),
    ...(contact.content !== undefined && { content: contact.content }),
    ...(contact.result !== undefined && { result: contact.result }),
    ...(contact.leads && { leads: contact.leads }),
    documents: papers.map(({ id, number }) => ({ id, name: `№ ${number}` })),
    analytics: contact.analytics,
  };
}
