import { describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { deliverOverKills } from '../harness/killed-mail.ts';
import { rawLetter } from '../harness/letters.ts';
import { testServers } from '../harness/mailbox.ts';

const LETTERS = Number(process.env.FAULT_LETTERS ?? 1000);
const KILLS = Number(process.env.FAULT_MAIL_KILLS ?? 10);
const SINGLE = 10;
const WAIT = { timeout: 240_000, interval: 200 };
const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;

it(`stores ${LETTERS} letters once over ${KILLS} kills of the bot, and rings none twice but what was in flight`, () =>
  deliverOverKills({ letters: LETTERS, kills: KILLS }));

/** Whose client wrote the letter with this number: Ivan's, Mary's, or nobody's, which rings the administrator. */
const senders = ['anna@romashka.example', 'bob@acme.example', 'who@gmail.com'] as const;

async function withClients(bot: TestBot): Promise<void> {
  const base = { phones: [], addresses: [] };
  const [romashka, acme] = senders;
  for (const [id, email, manager] of [
    ['romashka', romashka, bot.ivan.user.id],
    ['acme', acme, bot.mary.user.id],
  ] as const) {
    await bot.store.organizations.create({ id, name: id, emails: [email], manager, ...base }, new Date());
  }
}

describe.each(testServers())('over %s', (name, open) => {
  it(`takes ${LETTERS} letters that come at once, tells them in summaries, and a single one within moments`, async () => {
    const mailbox = await open();
    const bot = await startBot({
      now: new Date().toISOString(),
      env: { IMAP_URL: mailbox.imapUrl, MAIL_FROM: 'office@sloop.test', MAIL_POLL_SECONDS: '2' },
    });
    const people = [bot.ivan, bot.mary, bot.anna];
    for (const phone of people) await phone.start();
    await withClients(bot);
    await expect.poll(async () => (await bot.store.mailboxes.health()).size, WAIT).toBe(1);

    const waits: number[] = [];
    for (let i = 0; i < SINGLE; i++) {
      const begun = performance.now();
      await mailbox.deliver(rawLetter({ from: senders[0], subject: `Single ${i} of them` }));
      await bot.ivan.sees(`Single ${i} of them`, WAIT);
      waits.push(performance.now() - begun);
    }
    const last = people.map((phone) => phone.messages().at(-1)?.message_id ?? 0);

    const begun = performance.now();
    await mailbox.deliver(
      ...Array.from({ length: LETTERS }, (_, i) =>
        rawLetter({ from: senders[i % senders.length] ?? '', subject: `At once ${i}` }),
      ),
    );
    const list = async () => (await bot.store.letters.list(admin, ['new'], { skip: 0, limit: LETTERS * 2 })).letters;
    await expect.poll(async () => (await list()).length, WAIT).toBe(LETTERS + SINGLE);
    const stored = performance.now() - begun;
    const rung = async () =>
      (await list()).every(({ pushes }) => pushes.every(({ state }) => state === 'sent' || state === 'summed'));
    await expect.poll(rung, { ...WAIT, interval: 1000 }).toBe(true);

    const messages = people.map((phone, index) =>
      phone.messages().filter(({ message_id: id, from }) => from === 'bot' && id > (last[index] ?? 0)),
    );
    const told = messages.flat().reduce((sum, { text }) => sum + Number(/^📬 \D*(\d+)/.exec(text)?.[1] ?? 1), 0);
    expect(told).toBe(LETTERS);
    for (const some of messages) {
      expect(some.length).toBeGreaterThan(0);
      expect(some.length).toBeLessThan(20);
    }
    expect(bot.faults).toEqual([]);
    console.log(
      `${name}: ${LETTERS} stored ${Math.round(stored)} ms after the first was delivered, in ${messages.flat().length} messages;`,
      `a single letter in the chat after ${waits.map(Math.round).join(', ')} ms`,
    );
    await bot.stop();
    await mailbox.stop();
  });
});
