import type { Organization, Person } from '../client/client.ts';
import { domainOf, isFreeMail } from '../client/email.ts';

/** What the directory knows of a sender's address and of its domain. */
export interface Candidates {
  /** Persons with this very address. */
  persons: readonly Pick<Person, 'id' | 'organization'>[];
  /** Organizations with this very address. */
  organizations: readonly Pick<Organization, 'id'>[];
  /** Organizations with another address of the same domain. */
  sameDomain: readonly Pick<Organization, 'id'>[];
  /** Whom the conversation that the letter continues was with. */
  conversation?: { organization?: string; person?: string } | undefined;
}

export interface Match {
  organization?: string;
  person?: string;
  /** A client that may be meant: its company domain is the sender's. To be confirmed by a person. */
  suggestion?: string;
}

/**
 * Whose letter it is: the person with the sender's address (of several, the one the conversation was with; else all must
 * speak for one client, and who it was stays open), then the organization with it. A free-mail domain says nothing about
 * a client; a company's own domain suggests one, but never decides.
 */
export function matchLetter(sender: string, { persons, organizations, sameDomain, conversation }: Candidates): Match {
  const [only] = persons;
  if (only && persons.length === 1) return match(only.organization, only.id);
  const known = persons.find(({ id }) => id === conversation?.person);
  if (known) return match(known.organization, known.id);
  if (only) {
    const clients = new Set(persons.map(({ organization }) => organization));
    const named = persons.find(({ organization }) => organization === conversation?.organization);
    return clients.size === 1 ? match(only.organization) : match(named?.organization);
  }
  if (organizations.length === 1) return match(organizations[0]?.id);
  if (conversation?.organization) return match(conversation.organization);
  const domain = domainOf(sender);
  const [suggested, ...others] = domain === '' || isFreeMail(domain) ? [] : sameDomain;
  return suggested && others.length === 0 ? { suggestion: suggested.id } : {};
}

const match = (organization: string | undefined, person?: string): Match => ({
  ...(organization !== undefined && { organization }),
  ...(person !== undefined && { person }),
});
