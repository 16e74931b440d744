import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { press, say } from '../harness/phone.ts';

/** Markup in names and letters comes from strangers: it is text, on every card that shows it. */

const NASTY = '<b>Жирный</b> <a href="https://evil.example">нажми</a> &lt; </pre> %s {{7*7}}';

let bot: TestBot;
let mailbox: EmbeddedMailbox;
beforeAll(async () => {
  mailbox = await embeddedMailbox();
  bot = await startBot({ now: new Date().toISOString(), env: { IMAP_URL: mailbox.imapUrl, MAIL_POLL_SECONDS: '0.5' } });
  const { ivan, store } = bot;
  await Promise.all([ivan.start(), bot.anna.start()]);
  const emails = ['evil@client.example'];
  const client = { id: 'evil-org', name: NASTY, emails, phones: [], addresses: [NASTY], note: NASTY, site: NASTY };
  await store.organizations.create({ ...client, manager: ivan.user.id }, new Date());
});
afterAll(async () => {
  await bot.stop();
  await mailbox.stop();
});

/** What the bot sent to this user since the calls were cleared, as it goes over the wire. */
const wire = (user: number): string =>
  bot.sandbox.calls
    .list()
    .filter(({ chatId }) => chatId === user)
    .map(({ params }) => `${params.text ?? ''}${params.caption ?? ''}`)
    .join('\n');

it('the name of a client is text on its card, in lists, in a draft and in the journal', async () => {
  const { ivan } = bot;
  bot.sandbox.calls.clear();
  await ivan.start('o_evil-org');
  await ivan.settled();
  expect(ivan.last().text).toContain(NASTY);
  await say(ivan, 'звонок Жирный час назад: <i>обсудили</i> <script>');
  await press(ivan, 'Сохранить');
  for (const line of ['/journal', '/today', '/clients', '/report']) await say(ivan, line);
  await ivan.inline('Жирный');
  expect(wire(ivan.user.id)).toContain('&lt;b&gt;Жирный');
  expect(wire(ivan.user.id)).not.toMatch(/<b>Жирный|<a href="https:\/\/evil|<script|<i>обсудили/);
  expect(bot.faults).toEqual([]);
});

it('sender, subject, text and file names of a letter are text where it rings and where it is read', async () => {
  const { ivan } = bot;
  bot.sandbox.calls.clear();
  await mailbox.deliver(
    rawLetter({ from: `"${'<b>Отправитель</b>'}" <evil@client.example>`, subject: NASTY, text: NASTY }),
  );
  await ivan.sees('Отправитель', { timeout: 30_000 });
  await press(ivan, 'Читать');
  expect(wire(ivan.user.id)).toContain('&lt;b&gt;Отправитель');
  expect(wire(ivan.user.id)).not.toMatch(/<b>(?:Отправитель|Жирный)|<a href="https:\/\/evil/);
  expect(bot.faults).toEqual([]);
});
