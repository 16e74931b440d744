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
    const hint = page.locator('#tour .hint');
    await hint.getByText('1/5').waitFor();
    await page.getByRole('button', { name: 'ЗАПУСТИТЬ' }).click();
    await page.getByText('В каком часовом поясе').waitFor();
    await press('Екатеринбург');
    await hint.getByText('2/5').waitFor();
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
    await page.getByText('📅 Запланировано').first().waitFor();
    await press('Пропустить');
    await page.getByText('Запланирован ·').waitFor();
    expect(errors).toEqual([]);
  });

  it('is led through the first minute by hints that go when they are done', async () => {
    const hint = page.locator('#tour .hint');
    // The line of the dialog was one, and it was saved.
    await hint.getByText('4/5').waitFor();
    await hint.click();
    await page.getByText(/Просрочено: 2 контакта/).waitFor();
    await hint.getByText('5/5').waitFor();
    await hint.click();
    await page.waitForURL(/mail/);
    await page.goto(url);
  });

  it('finds two months of contacts, reports that are full, and a letter that waits', async () => {
    const send = async (text: string) => {
      await page.locator('textarea').fill(text);
      await page.keyboard.press('Enter');
    };
    await page.getByText('Доставка на следующей неделе').waitFor({ timeout: 30_000 });
    await send('/report');
    await press(/Показать/);
    await page
      .getByText(/Mary Stone/)
      .last()
      .waitFor();
    await send('/clients');
    await page
      .getByText(/\d\. 🏢.*Кузнецов/)
      .last()
      .waitFor();
    expect(errors).toEqual([]);
  });

  it('lets the stranger in with two taps: one asks, one approves', async () => {
    await page.getByRole('button', { name: /John Smith/ }).click();
    await page.getByRole('button', { name: 'START' }).click();
    await press(/Ask for access/);
    await page.getByText('The administrators have your request').waitFor();
    await page.getByRole('button', { name: /Анна Орлова/ }).click();
    await press('✅ Принять');
    await page.getByText(/John Smith.*принят/).waitFor();
    await page.getByRole('button', { name: /John Smith/ }).click();
    await page.getByText(/Which time zone/).waitFor();
    await page.getByRole('button', { name: /Анна Орлова/ }).click();
    expect(errors).toEqual([]);
  });

  it('writes a letter as a client, and sees the phone ring in the chat', async () => {
    await page.getByRole('link', { name: 'Письма в компанию' }).click();
    await page.getByLabel('Тема').fill('Счёт на доставку');
    await page.getByLabel('Текст').fill('Пришлите, пожалуйста, счёт.');
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('телефон зазвонил').waitFor();
    await page.getByRole('link', { name: 'К чату' }).click();
    await page.getByText('Счёт на доставку').waitFor();
    await press(/Зарегистрировать контакт/);
    await page.getByText('Пришлите, пожалуйста, счёт').last().waitFor();
    expect(await page.locator('#tour').isVisible()).toBe(false);
    expect(errors).toEqual([]);
  });
});
