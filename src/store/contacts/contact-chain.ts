import type { Model } from 'mongoose';
import type { ChainLink } from '../../domain/contact/chain.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import { contactsSeen, type Viewer } from '../../domain/rights.ts';
import { type ContactRow, PRIVATE, toContact } from './contact-model.ts';

/** What a viewer without rights to a contact learns of it. */
const BUSY = { start: 1, previous: 1, manager: 1 } as const;

/**
 * The chain around a contact: itself, at most `each` contacts that start earlier and as many that start later, in order of
 * time; removed ones are left out. What the viewer may not see comes as "busy", without anything but its start.
 * The caller has read `contact` within the viewer's rights.
 */
export async function chainAround(
  model: Model<ContactRow>,
  viewer: Viewer,
  contact: Pick<Contact, 'root' | 'start'>,
  each: number,
): Promise<ChainLink[]> {
  const scope = contactsSeen(viewer);
  if (scope === 'none') return [];
  const { root, start } = contact;
  const side = async (when: object, order: 1 | -1, limit: number): Promise<ChainLink[]> => {
    const filter = { root, start: when, live: true };
    const rows = (hers: object, projection: object) =>
      model
        .find({ $and: [filter, hers] }, projection)
        .sort({ start: order })
        .limit(limit)
        .lean<ContactRow[]>();
    const [seen, others] = await Promise.all([
      rows(scope === 'own' ? { manager: viewer.id } : {}, PRIVATE),
      scope === 'own' ? rows({ manager: { $ne: viewer.id } }, BUSY) : [],
    ]);
    return [...seen.map(whole), ...others.map(busy)]
      .sort((a, b) => order * (a.start.getTime() - b.start.getTime()))
      .slice(0, limit);
  };
  const [before, after] = await Promise.all([side({ $lte: start }, -1, each + 1), side({ $gt: start }, 1, each)]);
  return [...before.toReversed(), ...after];
}

const place = ({ _id, start, previous }: Pick<ContactRow, '_id' | 'start' | 'previous'>) => ({
  id: _id,
  start,
  ...(previous !== undefined && { previous }),
});
const whole = (row: ContactRow): ChainLink => ({ ...place(row), contact: toContact(row) });
const busy = (row: ContactRow): ChainLink => ({ ...place(row), busy: true });
