import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Telegraf } from 'telegraf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { leftOut } from '../harness/left-out.ts';
import { ADMIN, MARY, TOKEN } from './client.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

const present = existsSync(CHROMIUM);
if (!present) leftOut('the chat page in a browser: wants Chromium at /usr/bin/chromium, or CHROMIUM_PATH');

describe.skipIf(!present)('the chat page in a browser', () => {
  let sandbox: Sandbox;
  let bot: Telegraf;
  let browser: Browser;
  let page: Page;
  const errors: Error[] = [];

  beforeAll(async () => {
    sandbox = await createSandbox({ token: TOKEN });
    bot = new Telegraf(TOKEN, { telegram: { apiRoot: sandbox.apiRoot } });
    bot.start((ctx) =>
      ctx.replyWithHTML('Hello <b>you</b>', {
        reply_markup: { inline_keyboard: [[{ text: 'Press', callback_data: 'p' }]] },
      }),
    );
    bot.action('p', async (ctx) => {
      await ctx.editMessageText('Pressed');
      await ctx.answerCbQuery('Done');
    });
    bot.on('text', async (ctx) => {
      const { message_id } = await ctx.reply(`echo ${ctx.message.text}`);
      await ctx.pinChatMessage(message_id);
    });
    void bot.launch();
    await sandbox.polling();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 390, height: 780 } });
    page.setDefaultTimeout(5000);
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(sandbox.url);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await sandbox.close();
  });

  it('starts, presses, and sees the card change in place', async () => {
    await page.getByRole('button', { name: 'ЗАПУСТИТЬ' }).click();
    await page.locator('.bot b', { hasText: 'you' }).waitFor();
    await page.getByRole('button', { name: 'Press' }).click();
    await page.locator('.toast', { hasText: 'Done' }).waitFor();
    expect(await page.locator('.message.bot').count()).toBe(1);
    expect(await page.locator('.message.bot .text').textContent()).toBe('Pressed');
  });

  it('shows what people write as text, never as markup', async () => {
    const nasty = '<img src=x onerror="document.title=1"> & <b>x</b>';
    await page.locator('textarea').fill(nasty);
    await page.keyboard.press('Enter');
    await page.locator('.message.bot', { hasText: `echo ${nasty}` }).waitFor();
    await page.locator('.pinned', { hasText: nasty.slice(0, 20) }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('marks users to whom something came', async () => {
    await sandbox.phone(MARY).start();
    await page.locator('.person', { hasText: 'Mary' }).locator('.dot').waitFor();
    await page.locator('.person', { hasText: 'Mary' }).click();
    await page.getByRole('button', { name: 'Menu' }).waitFor({ state: 'attached' });
    expect(await page.locator('.dot').count()).toBe(0);
    expect(sandbox.phone(ADMIN).messages().length).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });
});
