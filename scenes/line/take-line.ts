import type { Analytic } from '../../src/domain/contact/contact.ts';
import { readLine } from '../../src/domain/line/read-line.ts';
import type { Reading } from '../../src/domain/line/reading.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { SAID_LIMIT } from '../contacts/form/append.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { draftOf } from './draft.ts';
import { situationOf } from './situation.ts';

/** A line as it came to the bot: typed, as a caption, from a forwarded message, or heard. */
export interface Line {
  text: string;
  /** The words to keep, where they are not just the text. */
  said?: string;
  /** What came with it: a photo, a place, a voice note. */
  files?: readonly Analytic[];
  /** Id of the message it came in. */
  message?: number;
  /** What is known of it besides its words: who it was from, that it came in. */
  known?: ContactValues;
  /** Draft id of the dialog that was open when it came. */
  beside?: string;
}

/** What a line says, as the reader understands it in the situation of whoever sent it. */
export const readingOf = async (ctx: Ctx, text: string): Promise<Reading> => readLine(text, await situationOf(ctx, text));

/** A line becomes a draft to confirm, never a silent save. */
export async function beginDraft(ctx: Ctx, reading: Reading, line: Line): Promise<void> {
  const { values, asked } = draftOf(reading, ctx.at);
  const { files = [], known, message, beside } = line;
  const state = values.line && {
    line: {
      ...values.line,
      ...(message !== undefined && { message }),
      ...(beside !== undefined && { beside }),
    },
  };
  const filled: ContactValues = {
    ...values,
    ...known,
    ...state,
    said: cut(line.said ?? line.text, SAID_LIMIT),
    ...(files.length > 0 && { analytics: [...files] }),
  };
  const asks = asked.filter((field) => filled[field] === undefined);
  await beginDialog(ctx, filled.status === 'planned' ? planContactDialog : newContactDialog, {
    values: { ...filled },
    toDraft: true,
    asks,
    ...(asks[0] !== undefined && { field: asks[0] }),
  });
}

/** Takes a line, whatever it came as: what it says is understood, and offered. */
export async function takeLine(ctx: Ctx, line: Line): Promise<void> {
  await beginDraft(ctx, await readingOf(ctx, line.text), line);
}
