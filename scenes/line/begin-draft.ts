import type { Analytic } from '../../src/domain/contact/contact.ts';
import { readLine } from '../../src/domain/line/read-line.ts';
import type { Reading } from '../../src/domain/line/reading.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { SAID_LIMIT } from '../contacts/form/append.ts';
import { withOnlyPerson } from '../contacts/form/people.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { draftOf, type LineDraft } from './draft.ts';
import { doubtsOfHeard } from './heard-names.ts';
import { secondOpinion } from './second-opinion.ts';
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
  /** It was spoken: the voice note is among the files; the words it is not sure of; the time it was said at. */
  heard?: { unsure: readonly string[]; at: Date };
  /** Draft id of the dialog that was open when it came. */
  beside?: string;
}

/** What a line says, as the reader understands it in the sender's situation at that moment. `status`: what the sender has said of it since. */
export const readingOf = async (
  ctx: Ctx,
  text: string,
  at = ctx.at,
  status?: 'happened' | 'planned',
): Promise<Reading> => readLine(text, await situationOf(ctx, text, at, status));

/** A line becomes a draft to confirm, never a silent save. */
export async function beginDraft(ctx: Ctx, reading: Reading, line: Line): Promise<void> {
  if (reading.contact.repeats) await ctx.say(ctx.t.line.onlyFirst);
  const at = line.heard?.at ?? ctx.at;
  await showDraft(ctx, draftOf(await secondOpinion(ctx, reading, at), at), line);
}

/** Opens the draft of a line; what it leaves open is asked first. */
export async function showDraft(ctx: Ctx, { values, asked }: LineDraft, line: Line): Promise<void> {
  const { files = [], message, beside, heard } = line;
  const state = {
    ...values.line,
    doubts: [...(values.line?.doubts ?? []), ...doubtsOfHeard(values, heard?.unsure ?? [])],
    ...(message !== undefined && { message }),
    ...(beside !== undefined && { beside }),
    ...(heard?.unsure.length && { unsure: [...heard.unsure] }),
  };
  const said = cut(line.said ?? line.text, SAID_LIMIT);
  const filled = await withOnlyPerson(ctx, {
    ...values,
    line: state,
    ...(said && { said }),
    ...(files.length > 0 && { analytics: [...files] }),
  });
  await beginDialog(ctx, filled.status === 'planned' ? planContactDialog : newContactDialog, {
    values: { ...filled },
    toDraft: true,
    asks: asked,
    ...(asked[0] !== undefined && { field: asked[0] }),
  });
}
