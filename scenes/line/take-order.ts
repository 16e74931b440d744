import type { Contact } from '../../src/domain/contact/contact.ts';
import { plansMeant } from '../../src/domain/line/order.ts';
import type { ChangeReading, Field, Reading } from '../../src/domain/line/reading.ts';
import { stems } from '../../src/domain/text/stems.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { aboutOf } from '../contacts/contact-card.ts';
import { clientOf, contactLine, namesFor } from '../shared/contact-line.ts';
import type { Line } from './begin-draft.ts';
import { type OrderValues, orderDialog, type PlanRef } from './links.ts';
import { planned } from './plan-start.ts';

/** So many open plans are looked at, and so many offered to choose from. */
const LOOKED_AT = 60;
const OFFERED = 8;
const LINE_LIMIT = 60;

/** Everything that a field may stand for. */
const idsOf = (field: Field<readonly { id?: string }[]> | undefined): string[] => [
  ...new Set([field?.value ?? [], ...(field?.alternatives ?? [])].flat().flatMap(({ id }) => id ?? [])),
];

/** One's own open plans that the order may mean. Where it names nobody, the contact at hand is meant, if it is a plan. */
async function plansFor(ctx: Ctx, change: ChangeReading, text: string): Promise<Contact[]> {
  const { contacts } = ctx.kit.store;
  const who = { organizations: idsOf(change.clients), persons: idsOf(change.persons) };
  const plans = await contacts.openPlans(ctx.user, ctx.user.id, who, LOOKED_AT);
  const meant = plansMeant(plans, change, { now: ctx.at, zone: ctx.user.zone });
  const isNamed = who.organizations.length + who.persons.length > 0;
  const atHand = isNamed || change.about ? undefined : meant.find(({ id }) => id === ctx.session.hand?.contact);
  if (atHand) return [atHand];
  return isNamed ? meant : namedBy(ctx, meant, text);
}

/** A client whose name may be a common word ("вектор") is not a client to the reader; among one's own plans it is. */
async function namedBy(ctx: Ctx, plans: readonly Contact[], text: string): Promise<Contact[]> {
  const words = new Set(stems(text));
  const names = await namesFor(ctx, plans);
  const named = plans.filter((plan) => stems(clientOf(plan, names)).some((word) => words.has(word)));
  return named.length > 0 ? named : [...plans];
}

async function refsOf(ctx: Ctx, plans: readonly Contact[]): Promise<PlanRef[]> {
  const names = await namesFor(ctx, plans);
  return plans.map((plan) => ({ ...aboutOf(plan), line: contactLine(plan, ctx, names, LINE_LIMIT) }));
}

/** The change that a line orders, as a card with one confirming tap. False: there is no plan it could mean. */
export async function takeOrder(ctx: Ctx, { change }: Reading, { text, message, files }: Line): Promise<boolean> {
  if (!change) return false;
  const { what, by, to, result, several } = change;
  const found = await plansFor(ctx, change, text);
  const plans = await refsOf(ctx, found.slice(0, OFFERED));
  const [only, ...others] = plans;
  if (!only) return false;
  const order = {
    what,
    plans,
    ...(by !== undefined && { by }),
    ...(to?.value && { to: to.value }),
    ...(several && others.length > 0 && { all: true }),
    ...(message !== undefined && { message }),
    ...(files && { files }),
  };
  const isOne = order.all || others.length === 0;
  const values: OrderValues = {
    said: text,
    order,
    ...(isOne && !order.all && planned(ctx, only, order)),
    ...(result !== undefined && { result }),
  };
  const asks = [...(isOne ? [] : ['plan']), ...(what === 'move' && !order.all && !values.start ? ['start'] : [])];
  await beginDialog(ctx, orderDialog, {
    values,
    toDraft: true,
    asks,
    ...(asks[0] !== undefined && { field: asks[0] }),
  });
  return true;
}
