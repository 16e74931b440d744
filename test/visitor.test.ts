import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leftOut } from './harness/left-out.ts';
import { type Program, startProgram } from './harness/program.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const present = existsSync(CHROMIUM);
if (!present) leftOut('a visitor in a browser: wants Chromium at /usr/bin/chromium, or CHROMIUM_PATH');

describe.skipIf(!present)('a visitor', () => {
  let program: Program;
  let browser: Browser;
  let page: Page;
  let url: string;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sloop-visitor-'));
  const errors: Error[] = [];
  const press = (name: string | RegExp) => page.getByRole('button', { name }).last().click();

  beforeAll(async () => {
    program = startProgram({ DATA_DIR: dataDir });
    url = /http:[^\s;]+/.exec(await program.says('afloat'))?.[0] ?? '';
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 390, height: 780 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(url);
  });
  afterAll(async () => {
    await browser.close();
    expect(await program.end('SIGTERM')).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('opens the page, registers a contact by tapping, and plans the next one', async () => {
    await page.getByRole('button', { name: 'ЗАПУСТИТЬ' }).click();
    await press(/Новый контакт/);
    await press(/Ромашка/);
    await press(/Анна Петрова/);
    await press('⬅️📞 Звонок');
    await page.getByText('О чём?').waitFor();
    await page.locator('textarea').fill('Спросили про доставку');
    await page.keyboard.press('Enter');
    await press(/Сохранить/);
    await page.getByText('Запланировать следующий?').waitFor();
    await press('Завтра');
    await page.getByText('Запланирован ·').waitFor();
    expect(errors).toEqual([]);
  });

  it('writes a letter as a client, and sees the phone ring in the chat', async () => {
    await page.goto(`${url}/mail`);
    await page.getByLabel('Subject').fill('Счёт на доставку');
    await page.getByLabel('Text').fill('Пришлите, пожалуйста, счёт.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.goto(url);
    await page.getByText('Счёт на доставку').waitFor();
    await press(/Зарегистрировать контакт/);
    await page.getByText('Пришлите, пожалуйста, счёт').last().waitFor();
    expect(errors).toEqual([]);
  });
});
