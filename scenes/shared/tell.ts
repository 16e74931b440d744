import type { User } from '../../src/domain/user.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Card, sendCard } from '../../src/telegram/messages/card.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';

/** Sends a card to somebody else and returns its id; one who cannot be reached does not stop the rest. */
export async function tell(
  kit: Pick<Kit, 'call' | 'store' | 'log'>,
  user: User,
  card: Card,
): Promise<number | undefined> {
  try {
    return await sendCard(kit.call, user.id, card);
  } catch (error) {
    const kind = faultKind(error);
    if (kind === 'blocked') await kit.store.users.setReachable(user.id, false);
    else if (kind !== 'later') throw error;
    kit.log('warn', 'tell.failed', { user: user.id, kind });
    return undefined;
  }
}
