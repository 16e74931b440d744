import { editContact, findPlans } from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { changeOf, movedStart } from '../../src/domain/line/order.ts';
import type { ChangeReading } from '../../src/domain/line/reading.ts';
import type { actingOf } from '../shared/acting.ts';

/** What the confirming tap under an order's card does where one plan is found. */
export interface CarriedOut {
  /** All that it may mean, the likeliest first. */
  plans: Contact[];
  /** Where a move takes the first; undefined where it is asked. */
  to?: Date | undefined;
  done: boolean;
}

/** Finds the plan that an order means and changes it, as its card does: for those who try lines out without a chat. */
export async function carryOut(
  acting: ReturnType<typeof actingOf>,
  change: ChangeReading,
  { text, zone, key }: { text: string; zone: string; key: string },
): Promise<CarriedOut> {
  const { now } = acting;
  const plans = await findPlans(acting, change, text, { zone });
  const [plan] = plans;
  if (!plan) return { plans, done: false };
  const { by, clockOnly } = change;
  const target = change.to?.value;
  const order = { ...(by !== undefined && { by }), ...(target && { to: target }), ...(clockOnly && { clockOnly }) };
  const to = change.what === 'move' ? movedStart(plan.start, order, { now, zone }) : undefined;
  const set = changeOf(change.what, plan, { now, start: to, result: change.result });
  if (Object.keys(set).length === 0) return { plans, done: false };
  const changed = await editContact(acting, { id: plan.id, revision: plan.revision, key }, set);
  return { plans, to, done: changed.outcome === 'done' };
}
