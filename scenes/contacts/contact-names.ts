import type { ChainLink } from '../../src/domain/contact/chain.ts';
import { type Contact, fieldNames } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type FieldNames, namesOfValues } from '../shared/field-words.ts';

/** The names of everything a contact points to, and its neighbours in the chain. */
export interface ContactNames extends FieldNames {
  before?: ChainLink | undefined;
  after: ChainLink[];
}

/** Chains are short; of a long one the card shows the nearest. */
const CHAIN_LIMIT = 50;

/** Looks all of it up in one wave. */
export async function namesOf(ctx: Ctx, contact: Contact): Promise<ContactNames> {
  const [names, chain] = await Promise.all([
    namesOfValues(
      ctx,
      fieldNames.map((name) => ({ name, value: contact[name] })),
    ),
    ctx.kit.store.contacts.chainAround(ctx.user, contact, CHAIN_LIMIT),
  ]);
  return {
    ...names,
    before: chain.find(({ id }) => id === contact.previous),
    after: chain.filter(({ previous }) => previous === contact.id),
  };
}
