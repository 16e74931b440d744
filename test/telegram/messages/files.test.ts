import type { Message } from '@grammyjs/types';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { FileRef } from '../../../src/domain/contact/contact.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import { copyId } from '../../../src/store/files/files.ts';
import { fileOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import { sendFile } from '../../../src/telegram/messages/files.ts';
import { createCall } from '../../../src/telegram/transport/api.ts';
import { startBot, type TestBot, TOKEN } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot();
  await bot.ivan.start();
});
afterAll(() => bot.stop());

it('a photo sent in a dialog is copied in the background, so that a letter can carry it', async () => {
  const { ivan } = bot;
  await say(ivan, 'входящий звонок, прислали договор');
  const bytes = Buffer.from('a contract, signed');
  const sent = await ivan.document({ bytes, name: 'договор.txt', mime: 'text/plain' });
  await ivan.settled();
  await press(ivan, 'Сохранить');
  const id = copyId(sent.document?.file_id ?? '');
  await vi.waitFor(async () => expect(await bot.store.files.get(id)).toBeDefined(), 10_000);
  expect(await bot.store.files.get(id)).toEqual({ id, name: 'договор.txt', mime: 'text/plain', size: bytes.length });
  expect(await bot.store.files.bytes(id)).toEqual(bytes);
  expect(bot.faults).toEqual([]);
});

it('is fetched again when the file server was in trouble, and sent from the copy where its id is of no use', async () => {
  const { store, ivan } = bot;
  const now = new Date('2026-11-23T09:00:00Z');
  const sent = await ivan.voice({ bytes: Buffer.from('voice'), name: 'voice.ogg' });
  await ivan.settled();
  const fileId = sent.voice?.file_id ?? '';
  // More failures than one call is tried again by itself.
  const lift = bot.sandbox.fail({ method: 'getFile', with: 500, times: 1000 });
  await store.copies.want([{ fileId, kind: 'voice', name: 'voice.ogg' }], now);
  const row = () => store.connection.models.Copy?.findById(copyId(fileId)).lean<{ attempts?: number }>();
  await vi.waitFor(async () => expect((await row())?.attempts).toBeGreaterThan(0), 25_000);
  lift();
  bot.setNow('2026-11-23T09:20:00Z');
  await vi.waitFor(async () => expect(await store.files.get(copyId(fileId))).toBeDefined(), 15_000);

  const { value: stored = '' } = (await store.files.put(Buffer.from('old'), {
    id: copyId('of-another-bot'),
    name: 'old.pdf',
  })) as { value?: string };
  expect(stored).toBe(copyId('of-another-bot'));
  const call = createCall(TOKEN, bot.sandbox.apiRoot);
  const file = { fileId: 'of-another-bot', kind: 'document', name: 'old.pdf' } as const;
  expect(await sendFile({ call, store }, ivan.user.id, file)).toBe(true);
  expect(ivan.last().attachment?.name).toBe('old.pdf');
  expect(await sendFile({ call, store }, ivan.user.id, { ...file, fileId: 'nowhere' })).toBe(false);
  // Of a copy that is not whole nothing is sent, least of all an empty file.
  await store.connection.db?.collection('files.chunks').deleteMany({ files_id: copyId('of-another-bot') as never });
  expect(await sendFile({ call, store }, ivan.user.id, file)).toBe(false);
  expect(bot.faults).toEqual([]);
}, 60_000);

const BYTES = { bytes: Buffer.from('moves'), duration: 2 };
const KINDS: Record<Exclude<FileRef['kind'], 'photo'>, (phone: Phone) => Promise<Message>> = {
  document: (phone) => phone.document({ bytes: Buffer.from('%PDF'), name: 'price.pdf' }),
  voice: (phone) => phone.voice(BYTES),
  video_note: (phone) => phone.videoNote(BYTES),
  animation: (phone) => phone.animation(BYTES),
  video: (phone) => phone.video(BYTES),
  audio: (phone) => phone.audio(BYTES),
};

it.each(Object.entries(KINDS))('is sent again as the %s that it came as', async (kind, send) => {
  const { store, ivan, sandbox } = bot;
  const file = fileOf(await send(ivan));
  await ivan.settled();
  expect(file?.kind).toBe(kind);
  const call = createCall(TOKEN, sandbox.apiRoot);
  const { message_id: before } = ivan.last();
  expect(await sendFile({ call, store }, ivan.user.id, file as FileRef, 'the price')).toBe(true);
  expect(ivan.last()).toMatchObject({ from: 'bot', attachment: { kind, file_id: file?.fileId } });
  expect(ivan.last().message_id).toBeGreaterThan(before);
});
