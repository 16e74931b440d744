import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { leftOut } from './harness/left-out.ts';
import { startProgram } from './harness/program.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const present = existsSync(CHROMIUM);
if (!present) leftOut('a visitor in a browser: wants Chromium at /usr/bin/chromium, or CHROMIUM_PATH');

describe.skipIf(!present)('a visitor', () => {
  it('opens the page, registers a contact by tapping, and plans the next one', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'sloop-visitor-'));
    const program = startProgram({ DATA_DIR: dataDir });
    const url = /http:\S+/.exec(await program.says('afloat'))?.[0] ?? '';
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 780 } });
      page.setDefaultTimeout(10_000);
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await page.goto(url);
      await page.getByRole('button', { name: 'ЗАПУСТИТЬ' }).click();
      const press = (name: string | RegExp) => page.getByRole('button', { name }).last().click();
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
    } finally {
      await browser.close();
      expect(await program.end('SIGTERM')).toBe(0);
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
