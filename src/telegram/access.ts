import type { Middleware } from 'telegraf';
import { administers, mayEnter } from '../domain/rights.ts';
import type { User } from '../domain/user.ts';
import type { Ctx } from './context.ts';
import { setMenuOf } from './messages/command-menu.ts';

/** What somebody without access may still do; everything else is not there for him. */
export interface Doorstep {
  /** Handles an update of somebody who has no access: offers to ask for it, or takes the request. */
  greet(ctx: Ctx): Promise<void>;
}

/**
 * The one place where access is decided: for messages, buttons, inline queries and deep links alike. Telegram ids named
 * as administrators enter by themselves.
 */
export const access =
  (doorstep: Doorstep): Middleware<Ctx> =>
  async (ctx, next) => {
    if (ctx.kit.administrators.has(ctx.user.id) && !administers(ctx.user)) ctx.user = await enterAsAdministrator(ctx);
    if (mayEnter(ctx.user)) return next();
    return doorstep.greet(ctx);
  };

async function enterAsAdministrator({ kit, user }: Ctx): Promise<User> {
  const { users } = kit.store;
  await setMenuOf(kit.call, { ...user, role: 'administrator', access: 'active' });
  const admitted = await users.admit({ ...user, role: 'administrator', access: 'active' });
  if (administers(admitted)) return admitted;
  return (await users.makeAdministrator(user.id)) ?? admitted;
}
