import { chromium } from 'playwright-core';
const url = process.argv[2];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking'] });
const page = await browser.newPage({ viewport: { width: 420, height: 900 } });
page.setDefaultTimeout(8000);
page.on('pageerror', e => console.log('pageerror', e.message));
await page.goto(url);
let n = 0;
const shot = async (name) => { await page.waitForTimeout(900); await page.screenshot({ path: `/tmp/w${++n}-${name}.png` }); };
const press = async (name) => { await page.getByRole('button', { name }).last().click(); await page.waitForTimeout(700); };
const type = async (text) => { await page.locator('textarea').fill(text); await page.keyboard.press('Enter'); await page.waitForTimeout(900); };
try {
  await press('ЗАПУСТИТЬ');
  for (const line of ['звонок Ромашка час назад обсудили договор', 'встреча Вектор вчера в 12 подписали акт', 'письмо Acme 2 часа назад отправил предложение', 'звонок Globex завтра в 11 узнать решение', 'звонок Ромашка послезавтра в 15:30 отправить счёт']) {
    await type(line); await press(/Сохранить/); 
  }
  await shot('saved');
  await type('/journal'); await shot('journal');
  await type('/report'); await shot('report');
  await type('/calendar'); await shot('calendar');
  await type('/clients'); await shot('clients');
  await type('/settings'); await shot('settings');
  await type('/admin'); await shot('admin');
  await type('/mail'); await shot('mail');
} catch (e) { console.log(e.message); await shot('err'); }
await browser.close();
