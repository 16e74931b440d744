import { type Contact, personOf } from '../../domain/contact/contact.ts';
import { plansMeant } from '../../domain/line/order.ts';
import type { ChangeReading, Field } from '../../domain/line/reading.ts';
import { stems } from '../../domain/text/stems.ts';
import type { Acting } from '../acting.ts';

/** So many open plans are looked at. */
const LOOKED_AT = 60;

/** Everything that a field may stand for. */
const idsOf = (field: Field<readonly { id?: string }[]> | undefined): string[] => [
  ...new Set([field?.value ?? [], ...(field?.alternatives ?? [])].flat().flatMap(({ id }) => id ?? [])),
];

/** Who orders, and what stands before them. */
interface Orderer {
  /** IANA zone. */
  zone: string;
  /** Id of the contact at hand: meant where the order names nobody and no day, if it is a plan. */
  atHand?: string | undefined;
}

/**
 * The open plans of the one who acts that an order may mean, the likeliest first.
 * @param text the line that orders: a client whose name may be a common word ("вектор") is none to the reader; among one's own plans it is
 */
export async function findPlans(
  { store, viewer, now }: Acting,
  change: ChangeReading,
  text: string,
  { zone, atHand }: Orderer,
): Promise<Contact[]> {
  const who = { organizations: idsOf(change.clients), persons: idsOf(change.persons) };
  const plans = await store.contacts.openPlans(viewer, viewer.id, who, LOOKED_AT);
  const meant = plansMeant(plans, change, { now, zone });
  if (who.organizations.length + who.persons.length > 0) return meant;
  const own = change.about ? undefined : meant.find(({ id }) => id === atHand);
  return own ? [own] : namedBy(store, meant, text);
}

async function namedBy(store: Acting['store'], plans: readonly Contact[], text: string): Promise<Contact[]> {
  const words = new Set(stems(text));
  const [organizations, persons] = await Promise.all([
    store.organizations.named(plans.flatMap(({ organization }) => organization ?? [])),
    store.persons.named(plans.flatMap((plan) => personOf(plan) ?? [])),
  ]);
  const nameOf = (plan: Contact) => organizations.get(plan.organization ?? '') ?? persons.get(personOf(plan) ?? '');
  const named = plans.filter((plan) => stems(nameOf(plan) ?? '').some((word) => words.has(word)));
  return named.length > 0 ? named : [...plans];
}
