import { movedStart, type Order } from '../../src/domain/line/order.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { OrderValues, PlanRef } from './links.ts';

/** The plan, and when it stands after the move. */
export function planned(ctx: Ctx, plan: PlanRef, order: Order): Pick<OrderValues, 'plan' | 'start'> {
  const start = order.what === 'move' ? movedStart(plan.start, order, { now: ctx.at, zone: ctx.user.zone }) : undefined;
  return { plan, ...(start && { start }) };
}
