import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import type { Phone } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { leftOut } from '../harness/left-out.ts';
import { say } from '../harness/phone.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const present = existsSync(CHROMIUM);
if (!present) leftOut('the month measured in a browser: wants Chromium at /usr/bin/chromium, or CHROMIUM_PATH');

/** The narrowest phone that people still use, in CSS pixels. */
const NARROW = { width: 360, height: 740 };

describe.skipIf(!present)('the month on a narrow phone', () => {
  let bot: TestBot;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    // The last Monday but one of a month whose days have every kind of mark, two digits among them.
    bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
    for (const phone of [bot.ivan, bot.mary]) {
      await phone.start();
      await phone.settled();
      for (let day = 10; day <= 30; day++) await fill(phone, day);
      await say(phone, '/calendar');
    }
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: NARROW });
    page.setDefaultTimeout(10_000);
    await page.goto(bot.sandbox.url);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
  });

  /** As many contacts as bring every mark: one overdue, few planned, many planned, only what is over. */
  async function fill({ user }: Phone, day: number): Promise<void> {
    const viewer = { id: user.id, role: 'manager', ownOnly: false, access: 'active' } as const;
    const fields = (hour: number, status: 'planned' | 'happened'): ContactFields => ({
      status,
      start: new Date(Date.UTC(2026, 10, day, hour)),
      channel: 'phone',
      direction: 'outgoing',
      manager: user.id,
      priority: 'medium',
      state: 1,
      content: 'x',
      documents: [],
      analytics: [],
    });
    const many = day === 30 ? 12 : day - 22;
    for (let n = 0; n < Math.max(1, many); n++) {
      const status = day % 2 === 0 || day > 23 ? 'planned' : 'happened';
      const id = `m-${user.id}-${day}-${n}`;
      await bot.store.contacts.create(viewer, id, fields(8 + (n % 10), status), { now: new Date('2026-11-01') });
    }
  }

  /** The labels of the newest card, and those of them that have no room on their buttons. Measured in the page. */
  const labels = () =>
    page.evaluate<{ all: string[]; cut: string[] }>(`(() => {
      const card = [...document.querySelectorAll('.inline-keyboard')].at(-1);
      const all = [...card.querySelectorAll('.label')];
      const told = (list) => list.map(({ textContent }) => textContent);
      return { all: told(all), cut: told(all.filter((one) => one.scrollWidth > one.clientWidth)) };
    })()`);

  it.each([
    ['Иван', 'Ноябрь 2026'],
    ['Mary', 'November 2026'],
  ])('shows every label whole, to %s', async (name, month) => {
    await page.locator('.person', { hasText: name }).click();
    await page.getByText(month).last().waitFor();
    const { all, cut } = await labels();
    expect(all.filter((label) => /^•?\d/.test(label)).length).toBeGreaterThanOrEqual(30);
    for (const mark of ['!', '²', '⁺', '·']) expect(all.join(' ')).toContain(mark);
    expect(cut).toEqual([]);
  });

  it('would tell of a label that is cut', async () => {
    await page.evaluate(`(() => {
      const card = [...document.querySelectorAll('.inline-keyboard')].at(-1);
      card.querySelector('.row:nth-child(4) .label').textContent = '12 contacts';
    })()`);
    expect((await labels()).cut).toEqual(['12 contacts']);
  });
});
