import type { Message } from '@grammyjs/types';
import { clean } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { attachmentOf, fileOf } from '../../src/telegram/dialogs/fields/analytics.ts';
import { newContactDialog } from '../contacts/links.ts';
import type { Taker } from '../shared/free-message.ts';
import { type Line, readingOf, showDraft } from './begin-draft.ts';
import { authorOf, forwardedDraft } from './forwarded.ts';
import { takeLine } from './take-line.ts';

/** The words of a message: its text, or the caption of what it brings. */
export const wordsOf = ({ text, caption }: Message): string => clean(text ?? caption ?? '').trim();

/** A line as a message brings it: its words, with the voice note that they were heard in. */
export function lineOf({ heard }: Pick<Ctx, 'heard'>, message: Message): Line {
  const text = wordsOf(message);
  const attached = fileOf(message) && attachmentOf(message);
  return {
    text,
    message: message.message_id,
    ...(attached && { files: [attached.analytic] }),
    ...(heard && 'text' in heard && { heard: { unsure: heard.unsure, at: heard.at } }),
  };
}

/** A message of plain text that is part of no dialog. */
export const takeTyped: Taker = async (ctx) => {
  const message = ctx.written;
  const text = message?.text === undefined ? '' : wordsOf(message);
  if (!message || text === '' || text.startsWith('/')) return false;
  await takeLine(ctx, lineOf(ctx, message));
  return true;
};

/** A photo, voice note, document or place: a contact with what it brings; its caption is read as a line is. */
export async function takeFile(ctx: Ctx, message: Message): Promise<boolean> {
  const attached = attachmentOf(message);
  if (!attached || (message.text !== undefined && !fileOf(message))) return false;
  const text = wordsOf(message);
  // What comes without a word is asked about, one question after another.
  if (text === '') await beginDialog(ctx, newContactDialog, { values: { analytics: [attached.analytic] } });
  else await takeLine(ctx, { ...lineOf(ctx, message), files: [attached.analytic] });
  return true;
}

/** A forwarded message: what somebody else wrote, and who it was. */
export async function takeForwarded(ctx: Ctx, message: Message): Promise<boolean> {
  const author = authorOf(message, ctx.user.id);
  if (!author) return false;
  const text = wordsOf(message);
  const attached = message.text === undefined || fileOf(message) ? attachmentOf(message) : undefined;
  const draft = await forwardedDraft(ctx, await readingOf(ctx, text), author);
  await showDraft(ctx, draft, {
    ...lineOf(ctx, message),
    said: draft.values.said ?? text,
    ...(attached && { files: [attached.analytic] }),
  });
  return true;
}
