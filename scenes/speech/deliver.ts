import { escapeHtml } from '../../src/domain/text/html.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Note, NoteHeard } from '../../src/store/index.ts';
import type { Heard, HeardUpdate, Kit } from '../../src/telegram/context.ts';
import { redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { noteLinks } from './links.ts';

/** The message that brought a note, as Telegram told it. */
export const messageOf = ({ raw }: Pick<Note, 'raw'>): NonNullable<HeardUpdate['message']> =>
  raw as unknown as NonNullable<HeardUpdate['message']>;

/**
 * The update that brings what a note says into the chat: its message again, with the words. Its id follows from the update
 * that brought the note, and no update of Telegram's has it.
 */
export function updateOf({ id, update, raw, at, heard }: Note & { heard: NoteHeard }): HeardUpdate {
  if ('unheard' in heard) return asUpdate(update, raw, { note: id, at, ...heard });
  const { caption, ...rest } = raw;
  const text = [caption, heard.text].filter(Boolean).join('\n');
  return asUpdate(update, { ...rest, text }, { note: id, at, ...heard });
}

const asUpdate = (update: number, raw: Note['raw'], heard: Heard): HeardUpdate => ({
  update_id: -update,
  message: messageOf({ raw }),
  heard,
});

const textsOf = async (kit: Kit, user: number) => {
  const known = await kit.store.users.get(user);
  return texts[known?.language ?? 'ru'].speech;
};

/** Shows the speaker of a note that it is kept and tried again (`later`), or that only they have it tried again (`up`). */
export async function tellLate(kit: Kit, { id, user, card }: Note, given: 'up' | 'later'): Promise<number> {
  const t = await textsOf(kit, user);
  const drawn = {
    html: escapeHtml(`🎤 ${given === 'later' ? t.late : t.lateForGood}`),
    rows: [
      [{ text: `🔁 ${t.again}`, data: noteLinks.again(id) }],
      [{ text: `📝 ${t.asFile}`, data: noteLinks.file(id) }],
    ],
  };
  return card === undefined ? sendCard(kit.call, user, drawn) : redrawCard(kit.call, user, card, drawn);
}

/** The card of a note that was heard after all is done with. */
export async function closeLate(kit: Kit, { user, card }: Note): Promise<void> {
  if (card === undefined) return;
  const t = await textsOf(kit, user);
  try {
    await redrawCard(kit.call, user, card, { html: escapeHtml(`🎤 ${t.heardNow}`) });
  } catch (error) {
    if (faultKind(error) === 'ours') throw error;
  }
}
