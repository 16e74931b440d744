import type { ChainLink } from '../../src/domain/contact/chain.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** The names of everything a contact points to, and its neighbours in the chain. */
export interface ContactNames {
  organization?: string | undefined;
  person?: string | undefined;
  manager?: string | undefined;
  type?: string | undefined;
  firm?: string | undefined;
  source?: string | undefined;
  channel?: string | undefined;
  documents?: string | undefined;
  before?: ChainLink | undefined;
  after: ChainLink[];
}

/** Chains are short; of a long one the card shows the nearest. */
const CHAIN_LIMIT = 50;

/** Looks all of it up in one wave. */
export async function namesOf({ kit, user }: Ctx, contact: Contact): Promise<ContactNames> {
  const { organizations, persons, users, dictionaries, documents, contacts } = kit.store;
  const entries = [contact.type, contact.firm, contact.source, contact.channel].filter((id) => id !== undefined);
  const [orgs, people, managers, values, papers, chain] = await Promise.all([
    organizations.named([contact.organization ?? '']),
    persons.named([contact.person ?? '']),
    users.named([contact.manager]),
    dictionaries.many(entries),
    contact.documents.length > 0 ? documents.many(contact.documents) : [],
    contacts.chainAround(user, contact, CHAIN_LIMIT),
  ]);
  const value = (id: string | undefined) => values.get(id ?? '')?.name[user.language];
  return {
    organization: orgs.get(contact.organization ?? ''),
    person: people.get(contact.person ?? ''),
    manager: managers.get(contact.manager),
    type: value(contact.type),
    firm: value(contact.firm),
    source: value(contact.source),
    channel: value(contact.channel),
    documents: papers.map(({ number }) => `№ ${number}`).join(', '),
    before: chain.find(({ id }) => id === contact.previous),
    after: chain.filter(({ previous }) => previous === contact.id),
  };
}
