import { closeLate, messageOf, tellLate, updateOf } from '../../scenes/speech/deliver.ts';
import type { Config } from '../config.ts';
import { ok } from '../domain/result.ts';
import { createSecondReader } from '../reader/second-reader.ts';
import { chooseRecogniser, createHearing, namesLikelySaid } from '../speech/index.ts';
import type { Kit } from '../telegram/context.ts';
import { fileOf } from '../telegram/dialogs/fields/analytics.ts';
import { bytesOf } from '../telegram/messages/files.ts';
import type { Updates } from '../telegram/transport/updates.ts';
import type { Undo } from './undo.ts';

/** The hearing of voice notes, joined with the chat; without a recogniser nothing starts. */
export async function startSpeech(speech: Config['speech'], kit: Kit, updates: Updates, undo: Undo[]): Promise<void> {
  const { store, now, log, call } = kit;
  const recogniser = await chooseRecogniser(speech, log);
  if (!recogniser) return;
  kit.hears = true;
  const hearing = createHearing({
    notes: store.notes,
    recogniser,
    now,
    log,
    async recordingOf(note) {
      const file = fileOf(messageOf(note));
      if (!file) return { ok: false, reason: 'gone' };
      const bytes = await bytesOf(kit, file);
      if (!bytes.ok) return bytes;
      return ok({ bytes: bytes.value, name: file.name, ...(file.mime !== undefined && { mime: file.mime }) });
    },
    languageOf: async (user) => (await store.users.get(user))?.language ?? 'ru',
    ...(speech.hints && {
      async hintsFor(id) {
        const user = await store.users.get(id);
        return user ? namesLikelySaid(store, user) : [];
      },
    }),
    show: ({ user }) => call('sendChatAction', { chat_id: user, action: 'typing' }).then(() => {}),
    async deliver(note, signal) {
      await closeLate(kit, note);
      await updates.bring(updateOf(note), signal);
    },
    tellLate: (note, given) => tellLate(kit, note, given),
  });
  hearing.start();
  undo.push(() => hearing.stop());
}

/** The second reader of lines, where the environment names one. */
export function startReader(given: Config['reader'], kit: Kit, undo: Undo[]): void {
  if (!given) return;
  const reader = createSecondReader({ ...given, log: kit.log });
  kit.secondReader = reader.read;
  undo.push(() => reader.close());
}
