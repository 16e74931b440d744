import { findPlans } from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import type { Reading } from '../../src/domain/line/reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { aboutOf } from '../contacts/contact-card.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import type { Line } from './begin-draft.ts';
import { type OrderValues, orderDialog, type PlanRef } from './links.ts';
import { planned } from './plan-start.ts';

/** So many are offered to choose from. */
const OFFERED = 8;
const LINE_LIMIT = 60;

async function refsOf(ctx: Ctx, plans: readonly Contact[]): Promise<PlanRef[]> {
  const names = await namesFor(ctx, plans);
  return plans.map((plan) => ({ ...aboutOf(plan), line: contactLine(plan, ctx, names, LINE_LIMIT) }));
}

/** The change that a line orders, as a card with one confirming tap. False: there is no plan it could mean. */
export async function takeOrder(ctx: Ctx, { change }: Reading, { text, message, files }: Line): Promise<boolean> {
  if (!change) return false;
  const { what, by, to, clockOnly, result, several } = change;
  const found = await findPlans(actingOf(ctx), change, text, {
    zone: ctx.user.zone,
    atHand: ctx.session.hand?.contact,
  });
  const plans = await refsOf(ctx, found.slice(0, OFFERED));
  const [only, ...others] = plans;
  if (!only) return false;
  const order = {
    what,
    plans,
    ...(by !== undefined && { by }),
    ...(to?.value && { to: to.value }),
    ...(clockOnly && { clockOnly }),
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
