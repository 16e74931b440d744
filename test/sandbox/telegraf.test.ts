import { Telegraf } from 'telegraf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { png } from './samples.ts';

const TOKEN = '5000000001:sandbox-token';
const [ADMIN] = [700100001];

describe('a Telegraf bot on long polling', () => {
  let sandbox: Sandbox;
  let bot: Telegraf;

  beforeEach(async () => {
    sandbox = await createSandbox({ token: TOKEN });
    bot = new Telegraf(TOKEN, { telegram: { apiRoot: sandbox.apiRoot } });
  });
  afterEach(async () => {
    await bot.stop();
    await sandbox.close();
  });

  const launch = () => new Promise<void>((resolve) => void bot.launch(resolve));

  it('answers a command, a press and an edit', async () => {
    bot.start((ctx) =>
      ctx.replyWithHTML('Hello <b>you</b> & me', {
        reply_markup: { inline_keyboard: [[{ text: 'Press me', callback_data: 'x' }]] },
      }),
    );
    bot.action('x', async (ctx) => {
      await ctx.editMessageText('Pressed');
      await ctx.answerCbQuery('Done');
    });
    await launch();
    const phone = sandbox.phone(ADMIN);
    await phone.start();
    const card = await phone.sees('Hello you & me');
    expect(card.html).toBe('Hello <b>you</b> &amp; me');
    expect(card.buttons).toEqual([['Press me']]);
    expect(await phone.tap('Press')).toEqual({ text: 'Done' });
    expect(phone.last()).toMatchObject({ message_id: card.message_id, text: 'Pressed', edited: true, buttons: [] });
    await phone.settled();
  });

  it('uploads and downloads files', async () => {
    bot.on('message', async (ctx) => {
      await ctx.replyWithPhoto({ source: png(3, 2) }, { caption: '<i>pic</i>', parse_mode: 'HTML' });
      await ctx.replyWithMediaGroup([
        { type: 'document', media: { source: Buffer.from('one'), filename: 'один.txt' } },
        { type: 'document', media: { source: Buffer.from('two'), filename: 'two.txt' }, caption: 'both' },
      ]);
    });
    await launch();
    const phone = sandbox.phone(ADMIN);
    await phone.start();
    const second = await phone.sees('both');
    const [photo, first] = phone.messages().filter((message) => message.from === 'bot');
    expect(photo).toMatchObject({ html: '<i>pic</i>', attachment: { kind: 'photo', width: 3, height: 2 } });
    expect(first?.attachment).toMatchObject({ kind: 'document', name: 'один.txt' });
    const link = await bot.telegram.getFileLink(second.attachment?.file_id ?? '');
    expect(await (await fetch(link)).text()).toBe('two');
  });
});
