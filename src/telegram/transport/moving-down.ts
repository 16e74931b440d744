import type { HeardUpdate, Kit } from '../context.ts';
import type { Updates } from './updates.ts';

/**
 * Keeps what is asked the last message of a chat: where something arrives by itself while a dialog is open, the dialog's card moves
 * below it. In its user's turn, as an update of our own making.
 */
export function movingDown(
  { handOff, now }: Pick<Kit, 'handOff' | 'now'>,
  updates: Pick<Updates, 'bring'>,
  undo: (() => Promise<unknown>)[],
): (chat: number) => void {
  const stopping = new AbortController();
  undo.push(async () => stopping.abort());
  let count = 0;
  return (chat) => {
    count += 1;
    handOff('moving-down', () => updates.bring(arrivedUpdate(chat, now(), count), stopping.signal));
  };
}

/** Telegram's update ids are positive and much smaller. */
function arrivedUpdate(chat: number, at: Date, count: number): HeardUpdate {
  const who = { id: chat, first_name: '' };
  return {
    update_id: -(at.getTime() * 100 + (count % 100)),
    message: {
      message_id: 0,
      date: Math.floor(at.getTime() / 1000),
      from: { ...who, is_bot: false },
      chat: { ...who, type: 'private' },
    },
    arrived: true,
  };
}
