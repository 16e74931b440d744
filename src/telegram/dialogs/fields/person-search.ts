import type { Message } from '@grammyjs/types';
import type { Person } from '../../../domain/client/client.ts';
import type { Ref } from '../../../domain/contact/contact.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import type { Asking } from '../field.ts';

const SHOWN = 6;
const NAME_LIMIT = 200;

/** What a field of persons was searched by before it is asked again, if anything was typed. */
export const queryOf = ({ scratch }: Pick<Asking<unknown>, 'scratch'>): string | undefined =>
  typeof scratch.query === 'string' ? scratch.query : undefined;

/** Something typed, or the number of a shared contact, as what to search by; undefined where there is nothing. */
export function searchBy(message: Message): { stay: { query: string } } | undefined {
  const text = message.text ?? message.contact?.phone_number;
  const query = text === undefined ? '' : cut(clean(text).replace(/\s+/g, ' ').trim(), NAME_LIMIT);
  return query ? { stay: { query } } : undefined;
}

/** The persons to choose from: those found, or those who speak for the client. */
export async function candidates(
  ctx: Ctx,
  organization: Ref | undefined,
  query: string | undefined,
): Promise<Person[]> {
  const { persons } = ctx.kit.store;
  if (query !== undefined) return persons.search(ctx.user, query, SHOWN);
  return organization ? persons.of(ctx.user, organization.id, SHOWN) : [];
}
