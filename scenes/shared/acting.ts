import type { Acting } from '../../src/actions/acting.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** The user who taps or writes, as the one who acts. */
export const actingOf = ({ kit, user, at }: Pick<Ctx, 'kit' | 'user' | 'at'>): Acting => ({
  store: kit.store,
  viewer: user,
  now: at,
});
