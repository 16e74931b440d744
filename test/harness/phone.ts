import type { CallbackAnswer, ChatMessage, Phone } from '../../src/sandbox/index.ts';

/** Sends a text and waits until the bot has finished with it; resolves with the bot's newest message. */
export async function say(phone: Phone, text: string): Promise<ChatMessage> {
  await phone.send(text);
  await phone.settled();
  return phone.last();
}

/** Presses a button and waits until the bot has finished with it; resolves with its answer and newest message. */
export async function press(
  phone: Phone,
  label: string | RegExp,
): Promise<{ answer: CallbackAnswer; message: ChatMessage }> {
  const answer = await phone.tap(label);
  await phone.settled();
  return { answer, message: phone.last() };
}

/** Presses one button after another. */
export async function pressAll(phone: Phone, ...labels: (string | RegExp)[]): Promise<ChatMessage> {
  for (const label of labels) await press(phone, label);
  return phone.last();
}

/** Every label of the inline keyboard of the bot's newest message. */
export const buttonsOf = (phone: Phone): string[] => phone.last().buttons.flat();
