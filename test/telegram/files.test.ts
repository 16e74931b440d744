import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copyId } from '../../src/store/files.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

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
