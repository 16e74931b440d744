import { createContact, editContact, findPlans, removeContact } from '../../actions/contacts/index.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import { changeOf, movedStart, type Order } from '../../domain/line/order.ts';
import type { ChangeReading, Reading, Start } from '../../domain/line/reading.ts';
import type { Viewer } from '../../domain/rights.ts';
import { atLocal, local, nextWorkingDay } from '../../domain/time/zone.ts';
import type { Store } from '../../store/index.ts';
import { type CorpusLine, DIRECTORY, NOW, WORKING_DAYS, WRITERS } from './corpus.ts';

/** What the bot makes of an order: the plans its card offers, and what the confirming tap did. */
export interface Ordered {
  /** Clients of the plans offered, the one that is meant first. */
  plans: string[];
  /** Whether the first of them is the one that the label names. */
  isMeant: boolean;
  /** Where a move takes it; undefined where it is asked. */
  to?: Date | undefined;
  /** Whether the tap changed it. */
  done: boolean;
}

const WRITER: Viewer = { id: 1, role: 'manager', ownOnly: false, access: 'active' };
const HOUR_MS = 3_600_000;

/**
 * Puts one open plan with the client and person that the label names, at the day the line speaks of, else on the next working day at
 * ten, and one with another client beside it; then finds, moves and changes as the bot does with an order. The plans are gone afterwards.
 */
export async function carryOut(
  store: Store,
  line: CorpusLine,
  { change, said }: Reading,
): Promise<Ordered | undefined> {
  if (!change) return undefined;
  const { zone } = WRITERS[line.lang];
  const acting = { store, viewer: WRITER, now: NOW };
  const start = planStart(change.about, zone);
  const index = DIRECTORY.findIndex(([client]) => client === line.expect.clients?.[0]);
  const other = (index + 5) % DIRECTORY.length;
  const wanted = index < 0 ? undefined : await plan(acting, `${line.id}-plan`, index, start, line.expect.person);
  const beside = await plan(acting, `${line.id}-other`, other, new Date(start.getTime() + HOUR_MS));
  const found = await findPlans(acting, change, said, { zone });
  const [first] = found;
  const to = first && movedStart(first.start, orderOf(change), { now: NOW, zone });
  const set = first && changeOf(change.what, first, { now: NOW, start: to, result: change.result });
  const changed =
    first && set && Object.keys(set).length > 0
      ? await editContact(acting, { id: first.id, revision: first.revision, key: `${line.id}-tap` }, set)
      : undefined;
  for (const one of [wanted, beside]) {
    const now = one && (await store.contacts.get(WRITER, one.id));
    if (now) await removeContact(acting, { id: now.id, revision: now.revision, key: `${now.id}-away` });
  }
  return {
    plans: found.map(({ organization }) => DIRECTORY[Number(organization?.split('-')[1])]?.[0] ?? ''),
    isMeant: first !== undefined && first.id === wanted?.id && found.length === 1,
    to,
    done: changed?.outcome === 'done',
  };
}

const orderOf = ({ to, by }: ChangeReading): Omit<Order, 'what'> => ({
  ...(by !== undefined && { by }),
  ...(to?.value && { to: to.value }),
});

function planStart(about: Start | undefined, zone: string): Date {
  if (about?.precision === 'minute') return about.at;
  const { year, month, day } = local(about?.at ?? NOW, zone);
  const at = atLocal({ year, month, day: about ? day : day + 1, hour: 10, minute: 0 }, zone);
  return about ? at : nextWorkingDay(at, zone, WORKING_DAYS);
}

async function plan(
  acting: Parameters<typeof createContact>[0],
  id: string,
  client: number,
  start: Date,
  named?: string,
): Promise<Contact | undefined> {
  const [, ...people] = DIRECTORY[client] ?? [];
  const person = people.find((name) => name === named) ?? people[0];
  const made = await createContact(acting, {
    id,
    fields: {
      status: 'planned',
      start,
      channel: 'phone',
      direction: 'outgoing',
      manager: WRITER.id,
      priority: 'medium',
      state: 1,
      organization: `client-${client}`,
      ...(person !== undefined && { persons: [`person-${person}`] }),
      documents: [],
      analytics: [],
    },
  });
  return 'contact' in made ? made.contact : undefined;
}
