import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyId } from '../../../src/store/files/files.ts';
import { sendFile } from '../../../src/telegram/messages/files.ts';
import { createCall } from '../../../src/telegram/transport/api.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
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
  const call = createCall('700:test-token-test-token-test-token-test', bot.sandbox.apiRoot);
  const file = { fileId: 'of-another-bot', kind: 'document', name: 'old.pdf' } as const;
  expect(await sendFile({ call, store }, ivan.user.id, file)).toBe(true);
  expect(ivan.last().attachment?.name).toBe('old.pdf');
  expect(await sendFile({ call, store }, ivan.user.id, { ...file, fileId: 'nowhere' })).toBe(false);
  // Of a copy that is not whole nothing is sent, least of all an empty file.
  await store.connection.db?.collection('files.chunks').deleteMany({ files_id: copyId('of-another-bot') as never });
  expect(await sendFile({ call, store }, ivan.user.id, file)).toBe(false);
  expect(bot.faults).toEqual([]);
}, 60_000);
