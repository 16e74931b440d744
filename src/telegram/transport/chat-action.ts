import type { Call } from './api.ts';

/** What a chat says under the bot's name: that it writes, or that a picture or a file is on its way. */
export type ChatAction = 'typing' | 'upload_photo' | 'upload_document';

/** What takes less needs no word; in milliseconds. */
const AFTER = 1000;
/** Telegram takes an action away after five seconds. */
const EVERY = 4500;
/** What takes longer than a minute hangs: nothing is on its way any more. */
const MOST = 13;

/** Does some work, and has the chat say so where it takes more than a second. That this fails is no one's business. */
export async function showingAction<T>(
  call: Call,
  chat: number,
  action: ChatAction,
  work: () => Promise<T>,
): Promise<T> {
  const tell = () => void call('sendChatAction', { chat_id: chat, action }).catch(() => {});
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    let told = 1;
    tell();
    again = setInterval(() => {
      if (told++ < MOST) tell();
      else clearInterval(again);
    }, EVERY).unref();
  }, AFTER).unref();
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
