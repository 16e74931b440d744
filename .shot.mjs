import { chromium } from 'playwright-core';
const [url, out, ...steps] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const page = await browser.newPage({ viewport: { width: Number(process.env.W ?? 420), height: Number(process.env.H ?? 860) } });
page.on('console', m => console.log('console', m.text())); page.on('pageerror', e => console.log('pageerror', e.message));
await page.goto(url);
await page.waitForTimeout(700);
for (const step of steps) {
  const [verb, ...rest] = step.split(':'); const arg = rest.join(':');
  if (verb === 'click') await page.getByRole('button', { name: arg }).last().click();
  if (verb === 'type') { await page.locator('textarea').fill(arg); await page.keyboard.press('Enter'); }
  await page.waitForTimeout(700);
}
await page.screenshot({ path: out });
await browser.close();
