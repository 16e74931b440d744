import { administers } from '../../src/domain/rights.ts';
import type { Action } from '../../src/telegram/messages/screen.ts';

/** Actions that are there for administrators only; to everybody else they are as unknown as any other data. */
export const forAdministrators = <Name extends string>(actions: Record<Name, Action>): Record<Name, Action> => {
  const guarded = (action: Action): Action => {
    return (ctx, ...args) => (administers(ctx.user) ? action(ctx, ...args) : ctx.say(ctx.t.common.gone));
  };
  const entries = Object.entries<Action>(actions).map(([name, action]) => [name, guarded(action)]);
  return Object.fromEntries(entries);
};
