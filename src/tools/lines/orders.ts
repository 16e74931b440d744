import { carryOut as tap } from '../../../scenes/line/carry-out.ts';
import type { Contact, ContactFields } from '../../domain/contact/contact.ts';
import type { Reading, Start } from '../../domain/line/reading.ts';
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
export async function carryOutOrder(
  store: Store,
  line: CorpusLine,
  { change, said }: Reading,
): Promise<Ordered | undefined> {
  if (!change) return undefined;
  const { zone } = WRITERS[line.lang];
  const start = planStart(change.about, zone);
  const index = DIRECTORY.findIndex(([client]) => client === line.expect.clients?.[0]);
  const other = (index + 5) % DIRECTORY.length;
  const wanted = index < 0 ? undefined : await plan(store, `${line.id}-plan`, index, start, line.expect.person);
  const beside = await plan(store, `${line.id}-other`, other, new Date(start.getTime() + HOUR_MS));
  const { plans, to, done } = await tap({ store, viewer: WRITER, now: NOW }, change, {
    text: said,
    zone,
    key: `${line.id}-tap`,
  });
  for (const { id } of [wanted, beside].filter((one) => one !== undefined)) {
    const { revision = 0 } = (await store.contacts.get(WRITER, id)) ?? {};
    await store.contacts.change(WRITER, id, { key: `${id}-away`, revision, now: NOW }, { status: 'cancelled' });
  }
  return {
    plans: plans.map(({ organization }) => DIRECTORY[Number(organization?.split('-')[1])]?.[0] ?? ''),
    isMeant: plans.length === 1 && plans[0]?.id === wanted?.id,
    to,
    done,
  };
}

function planStart(about: Start | undefined, zone: string): Date {
  if (about?.precision === 'minute') return about.at;
  const { year, month, day } = local(about?.at ?? NOW, zone);
  const at = atLocal({ year, month, day: about ? day : day + 1, hour: 10, minute: 0 }, zone);
  return about ? at : nextWorkingDay(at, zone, WORKING_DAYS);
}

async function plan(store: Store, id: string, client: number, start: Date, named?: string): Promise<Contact> {
  const [, ...people] = DIRECTORY[client] ?? [];
  const person = people.find((name) => name === named) ?? people[0];
  const fields: ContactFields = {
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
  };
  return (await store.contacts.create(WRITER, id, fields, { now: NOW })).contact;
}
