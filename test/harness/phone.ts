import type { CallbackAnswer, ChatMessage, Phone } from '../../src/sandbox/index.ts';

/** Sends a text and waits until the bot has finished with it; resolves with the bot's newest message. */
export async function say(phone: Phone, text: string): Promise<ChatMessage> {
  await phone.send(text);
  await phone.settled();
  return phone.last();
}

/** A row of a list that is text: pressed by the number it bears. `mark`: what stands before the number on the button. */
export interface Row {
  row: string | RegExp;
  mark: string;
}
/** A button: by its label, or by the row of the list that it stands for. */
export type Label = string | RegExp | Row;
export const row = (text: string | RegExp, mark = ''): Row => ({ row: text, mark });

/** Presses a button and waits until the bot has finished with it; resolves with its answer and newest message. */
export async function press(phone: Phone, label: Label): Promise<{ answer: CallbackAnswer; message: ChatMessage }> {
  const wanted =
    typeof label === 'object' && 'row' in label ? new RegExp(`^${label.mark}${rowNumber(phone, label.row)}$`) : label;
  const answer = await phone.tap(wanted);
  await phone.settled();
  return { answer, message: phone.last() };
}

/** Presses one button after another. */
export async function pressAll(phone: Phone, ...labels: Label[]): Promise<ChatMessage> {
  for (const label of labels) await press(phone, label);
  return phone.last();
}

/** Every label of the inline keyboard of the bot's newest message. */
export const buttonsOf = (phone: Phone): string[] => phone.last().buttons.flat();

/** The number of the row of the newest list that tells this. Throws where no row of it does. */
export function rowNumber(phone: Phone, text: string | RegExp): string {
  const { text: list } = phone.last();
  // A row goes on until the next number, or the next blank line.
  const rows = [...list.matchAll(/^(\d+)\. .*(?:\n(?!\d+\. |\n).*)*/gm)];
  const found = rows.find(([told]) => (typeof text === 'string' ? told.includes(text) : text.test(told)));
  if (!found?.[1]) throw new Error(`no row of the list tells ${text}:\n${list}`);
  return found[1];
}
