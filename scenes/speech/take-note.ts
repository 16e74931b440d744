import type { Message } from '@grammyjs/types';
import { byName } from '../../src/i18n/by-name.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { openDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { FormScene } from '../../src/telegram/dialogs/form.ts';

/** Whether a message is speech: a voice note, a video note, an audio file. */
const isSpoken = ({ voice, video_note: round, audio }: Message): boolean => Boolean(voice ?? round ?? audio);

/** What is said once of how voice notes could be heard. */
const HOW_TO = 'speech';

/**
 * Takes a voice note out of the conversation until it is heard; then it comes again with its words. Not where the question that is
 * asked is answered by a file. It is stored before anything else is done with it.
 */
export const takeNote =
  (dialogs: readonly FormScene[]) =>
  async (ctx: Ctx): Promise<boolean> => {
    const { written, heard, kit, user, at, t } = ctx;
    if (!written || !isSpoken(written) || asksForFile(ctx, dialogs)) return false;
    if (heard) {
      if ('unheard' in heard)
        await ctx.say(`🎤 ${byName(t.speech.unheard)[heard.unheard] ?? t.speech.unheard.refused}`);
      return false;
    }
    if (!kit.hears) {
      await tellOnce(ctx);
      return false;
    }
    const { update_id: update } = ctx.incoming;
    await kit.store.notes.keep({ user: user.id, message: written.message_id, update, raw: { ...written }, at });
    return true;
  };

/** Whether the field that the open dialog asks takes files: a voice note is its answer as it is. */
function asksForFile(ctx: Ctx, dialogs: readonly FormScene[]): boolean {
  const dialog = openDialog(ctx);
  const form = dialogs.find(({ id }) => id === dialog?.scene);
  return dialog?.field === undefined ? false : (form?.takesFiles(dialog.field, dialog.values) ?? false);
}

async function tellOnce(ctx: Ctx): Promise<void> {
  const { told = [] } = ctx.session;
  if (told.includes(HOW_TO)) return;
  ctx.session.told = [...told, HOW_TO];
  await ctx.say(`🎤 ${ctx.t.speech.off}`);
}
