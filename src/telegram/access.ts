import type { Middleware } from 'telegraf';
import { administers, mayEnter } from '../domain/rights.ts';
import type { User } from '../domain/user.ts';
import type { Ctx } from './context.ts';
import { setMenuOf } from './messages/command-menu.ts';
import { createAllowance } from './transport/allowance.ts';

/** What somebody without access may still do; everything else is not there for them. */
export interface Doorstep {
  /** Handles an update of somebody who has no access: offers to ask for it, or takes the request. */
  greet(ctx: Ctx): Promise<void>;
}

/** So many answers an hour for one who has no access, and for all of them together; what is beyond gets none. */
const ANSWERS = { each: 20, all: 1000 };

/**
 * The one place where access is decided: for messages, buttons, inline queries and deep links alike. Telegram ids named
 * as administrators enter by themselves, and are administrators for as long as they are named.
 */
export function access(doorstep: Doorstep): Middleware<Ctx> {
  const allowed = createAllowance(ANSWERS);
  return async (ctx, next) => {
    const { kit, user } = ctx;
    const named = kit.administrators.has(user.id);
    if (named && !administers(user)) ctx.user = await enterAsAdministrator(ctx);
    else if (!named && user.roleFrom === 'environment') ctx.user = await dismiss(ctx);
    if (mayEnter(ctx.user)) return next();
    // Who has no access was answered when the message came.
    if (ctx.edited) return;
    if (allowed(user.id, ctx.at)) return doorstep.greet(ctx);
    kit.log('info', 'access.unanswered', { user: user.id });
  };
}

async function dismiss({ kit, user }: Ctx): Promise<User> {
  const dismissed = (await kit.store.administrators.dismiss(user)) ?? (await kit.store.users.get(user.id)) ?? user;
  await setMenuOf(kit.call, dismissed);
  return dismissed;
}

async function enterAsAdministrator({ kit, user }: Ctx): Promise<User> {
  const { users, administrators } = kit.store;
  await setMenuOf(kit.call, { ...user, role: 'administrator', access: 'active' });
  const admitted = await users.admit({ ...user, role: 'administrator', roleFrom: 'environment', access: 'active' });
  if (administers(admitted)) return admitted;
  return (await administrators.appoint(user.id, admitted.role)) ?? admitted;
}
