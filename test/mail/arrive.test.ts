import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type TestMailbox, testServers } from '../harness/mailbox.ts';
import { sampled } from '../thorough.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
const WAIT = { timeout: 15_000 };

describe.each(sampled(testServers(), 2))('a letter over %s', (_name, open) => {
  let mailbox: TestMailbox;
  let bot: TestBot;
  beforeAll(async () => {
    mailbox = await open();
    await mailbox.deliver(rawLetter({ subject: 'From before' }));
    bot = await startBot({
      now: new Date().toISOString(),
      env: { IMAP_URL: mailbox.imapUrl, MAIL_FROM: 'office@sloop.test', MAIL_POLL_SECONDS: '0.5' },
    });
    await Promise.all([bot.anna.start(), bot.ivan.start(), bot.mary.start()]);
    await bot.store.organizations.create(
      {
        id: 'romashka',
        name: 'ООО «Ромашка»',
        phones: [],
        emails: ['info@romashka.example'],
        addresses: [],
        manager: bot.ivan.user.id,
      },
      new Date(),
    );
    await bot.store.persons.create(
      { id: 'anna', name: 'Анна Петрова', organization: 'romashka', phones: [], emails: ['anna@romashka.example'] },
      new Date(),
    );
  });
  afterAll(async () => {
    await bot?.stop();
    await mailbox?.stop();
  });

  it('offers what was there before without ringing', async () => {
    // Until the mailbox has been looked at for the first time, all letters are old ones.
    await expect.poll(async () => (await bot.store.mailboxes.health()).size, WAIT).toBe(1);
    await expect
      .poll(async () => (await bot.store.letters.list(admin, ['new'], { skip: 0, limit: 9 })).count, WAIT)
      .toBe(1);
    expect(bot.ivan.log()).not.toContain('From before');
  });

  it('rings the manager of the client', async () => {
    await mailbox.deliver(
      rawLetter({
        subject: 'Договор поставки',
        text: 'Добрый день!\nВысылаю договор.\n\n-- \nАнна Петрова\n+7 495 123-45-67',
      }),
    );
    const message = await bot.ivan.sees('Договор поставки', WAIT);
    expect(message.text).toContain('ООО «Ромашка»');
    expect(message.text).toContain('Высылаю договор.');
    expect(message.text).not.toContain('123-45-67');
    expect(message.buttons.flat().join()).toContain('Зарегистрировать контакт');
    expect(bot.mary.log()).not.toContain('Договор поставки');
  });

  it('rings those on duty, else the administrators, for one that nobody knows', async () => {
    await mailbox.deliver(rawLetter({ from: 'Stranger <stranger@gmail.com>', subject: 'Who are you' }));
    expect((await bot.anna.sees('Who are you', WAIT)).text).toContain('Клиент не найден');
  });

  it('goes on after the server was killed, and rings once for a letter delivered twice', async () => {
    const letter = rawLetter({ subject: 'After the crash' });
    await mailbox.crash();
    await mailbox.deliver(letter);
    await mailbox.deliver(letter);
    await bot.ivan.sees('After the crash', WAIT);
    await mailbox.deliver(rawLetter({ subject: 'The next one' }));
    await bot.ivan.sees('The next one', WAIT);
    expect(bot.ivan.messages().filter(({ text }) => text.includes('After the crash'))).toHaveLength(1);
  });

  it('survives new numbers for the same letters', async () => {
    await mailbox.newValidity();
    await mailbox.deliver(rawLetter({ subject: 'Under a new count' }));
    await bot.ivan.sees('Under a new count', WAIT);
    expect(bot.ivan.messages().filter(({ text }) => text.includes('The next one'))).toHaveLength(1);
    expect(bot.faults).toEqual([]);
  });

  it('says in one summary what comes by the dozen', async () => {
    const after = bot.ivan.last().message_id;
    await mailbox.deliver(...Array.from({ length: 12 }, (_, index) => rawLetter({ subject: `Of many ${index}` })));
    const listed = async () =>
      (await bot.store.letters.list(admin, ['new'], { skip: 0, limit: 100 })).letters.filter(({ subject }) =>
        subject.startsWith('Of many'),
      );
    await expect.poll(async () => (await listed()).length, WAIT).toBe(12);
    await expect
      .poll(
        async () =>
          (await listed()).every(({ pushes }) => pushes.every(({ state }) => state === 'sent' || state === 'summed')),
        WAIT,
      )
      .toBe(true);
    const rings = bot.ivan.messages().filter(({ message_id: id }) => id > after);
    expect(rings.length).toBeLessThan(12);
    expect(bot.faults).toEqual([]);
  });
});
