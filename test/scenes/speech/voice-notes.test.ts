import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/domain/contact/contact.ts';
import { freshFilter } from '../../../src/domain/journal/journal-filter.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';
import { type Loopback, startLoopback } from '../../speech/loopback.ts';

let bot: TestBot;
let server: Loopback;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  server = await startLoopback();
  bot = await startBot({
    now: now.toISOString(),
    undisturbed: true,
    env: { SPEECH_URL: server.url, SPEECH_MODEL: 'test', SPEECH_HINTS: '1' },
  });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const client = { phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create({ ...client, id: 'vector', name: 'Вектор' }, now);
  await bot.store.organizations.create({ ...client, id: 'romashka', name: 'ООО «Ромашка»' }, now);
  await bot.ivan.start();
  await bot.ivan.settled();
});
beforeEach(() => {
  server.asked.length = 0;
});
afterAll(async () => {
  await bot.stop();
  await server.close();
  // A handler that is slow because the machine is busy is no fault of what is tested here.
  expect(bot.faults.filter((fault) => !('event' in fault && fault.event === 'update.slow'))).toEqual([]);
});

/** Speaks, and waits until the bot has said this. */
async function speak(text: string, shown: string | RegExp, more: { answer?: object; replyTo?: number } = {}) {
  server.says(text, more.answer);
  const { replyTo } = more;
  const { message_id: after } = await bot.ivan.voice({
    bytes: Buffer.from(`note ${text}`),
    duration: 3,
    ...(replyTo !== undefined && { replyTo }),
  });
  const seen = await bot.ivan.sees(shown, { after });
  await expect.poll(unheard).toBe(0);
  return seen;
}
const unheard = () => bot.store.notes.unheard();

async function contacts(): Promise<Contact[]> {
  const filter = { ...freshFilter(now, 'Europe/Moscow'), period: { kind: 'all' as const } };
  return (await bot.store.journal.page(me, { filter, now, zone: 'Europe/Moscow', ascending: false }, 20, 0)).contacts;
}
const saidThis = async (text: string) => (await contacts()).find(({ said }) => said === text);

describe('a voice note outside of dialogs', () => {
  it('is a line: read, shown as a draft, saved with the words and the note itself', async () => {
    const draft = await speak('встретились с Вектором, обсудили прайс', /Новый контакт/);
    expect(draft.text).toContain('Вектор');
    expect(draft.text).toContain('Встреча');
    expect(draft.text).toContain('🎤 voice.ogg');
    expect(bot.sandbox.calls.list('sendChatAction').length).toBeGreaterThan(0);
    expect((await press(bot.ivan, 'Сохранить')).message.text).toContain('Сохранено');
    const contact = await saidThis('встретились с Вектором, обсудили прайс');
    expect(contact).toMatchObject({ organization: 'vector', channel: 'meeting' });
    expect(contact?.analytics).toMatchObject([{ kind: 'file', file: { kind: 'voice' } }]);
    await bot.ivan.start();
    await bot.ivan.settled();
  });

  it('shows the words that were not heard for sure', async () => {
    const answer = { words: [{ word: 'Ромашку', probability: 0.2 }] };
    const draft = await speak('звонил в Ромашку насчет прайса', /Новый контакт/, { answer });
    expect(draft.text).toContain('❔ 🎤 Плохо расслышано: Ромашку');
    // A client whose name was guessed is a guess.
    expect(draft.text).toContain('❔ 🏢 Клиент: ООО «Ромашка»');
    // Names of those whom the speaker dealt with last help, where the operator lets them leave.
    expect(server.asked[0]?.fields.prompt).toBe('Вектор');
    await press(bot.ivan, 'Отмена');
  });

  it('is a question where it asks one, and can be a contact all the same', async () => {
    // The contact that was saved is at hand no more.
    bot.setNow('2026-11-23T10:00:00Z');
    await speak('что у меня завтра', /«что у меня завтра»/);
    expect(bot.ivan.log()).toContain('🎤 «что у меня завтра»');
    await speak('привет, как дела', /Записать|одной строкой/);
    // It may have been a contact after all, and the note is not lost.
    await press(bot.ivan, /Записать как контакт/);
    expect(bot.ivan.last().text).toContain('🎤 voice.ogg');
    await press(bot.ivan, 'Отмена');
  });

  it('with a caption is both: what was written and what was said', async () => {
    server.says('обсудили скидку');
    const { message_id: after } = await bot.ivan.voice({
      bytes: Buffer.from('n'),
      caption: 'звонок Вектор',
      duration: 2,
    });
    const draft = await bot.ivan.sees(/Новый контакт/, { after });
    expect(draft.text).toContain('Вектор');
    expect(draft.text).toContain('обсудили скидку');
    // A caption that is changed changes its part of the line.
    await bot.ivan.edit(after, 'звонок Ромашка');
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('Ромашка');
    expect(bot.ivan.last().text).toContain('обсудили скидку');
    await press(bot.ivan, 'Отмена');
  });

  it('may be a round video', async () => {
    server.says('звонок Вектор, ждут видео монтажа');
    const { message_id: after } = await bot.ivan.videoNote({ bytes: Buffer.from('round'), duration: 4 });
    const draft = await bot.ivan.sees(/Новый контакт/, { after });
    expect(draft.text).toContain('ждут видео монтажа');
    expect((await press(bot.ivan, 'Сохранить')).message.text).toContain('Сохранено');
    const contact = await saidThis('звонок Вектор, ждут видео монтажа');
    expect(contact?.analytics).toMatchObject([{ kind: 'file', file: { kind: 'video_note', name: 'video.mp4' } }]);
    await bot.ivan.start();
    await bot.ivan.settled();
  });

  it('that says nothing is a file, as it always was, and the card says why', async () => {
    const seen = await speak('…', /не слышно слов/);
    expect(seen.text).toContain('🎤 voice.ogg');
    await press(bot.ivan, 'Отмена');
  });
});

describe('several notes in a row', () => {
  it('are several drafts, in the order in which they were said', async () => {
    const said = ['звонил в Ромашку первый', 'звонил в Ромашку второй', 'звонил в Ромашку третий'];
    // The first takes longest.
    let release = () => {};
    const first = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answer = async ({ file }, response) => {
      const text = said[Number(file.bytes.toString())] ?? '';
      if (text.endsWith('первый')) await first;
      response.end(JSON.stringify({ text }));
    };
    for (const index of said.keys()) await bot.ivan.voice({ bytes: Buffer.from(String(index)), duration: 1 });
    await expect.poll(() => server.asked.length).toBe(1);
    release();
    await bot.ivan.sees(/третий/);
    await expect.poll(unheard).toBe(0);
    expect(server.asked.map(({ file }) => file.bytes.toString())).toEqual(['0', '1', '2']);
    expect(buttonsOf(bot.ivan).join()).toContain('Ещё 2 черновика');
    await press(bot.ivan, 'Отмена');
    await pressAll(bot.ivan, /Ещё 2 черновика/);
    await pressAll(bot.ivan, /Продолжить: 2/);
    expect(bot.ivan.last().text).toContain('первый');
    await press(bot.ivan, 'Отмена');
  });
});

describe('a voice note inside a dialog', () => {
  it('answers the question that is asked, and stays with the contact', async () => {
    await say(bot.ivan, '/plan');
    await speak('Вектор.', /Что это/);
    await press(bot.ivan, '➡️📞 Звонок');
    await speak('ерунда какая-то', /⚠️/);
    // What was heard is nowhere else to be seen.
    expect(bot.ivan.last().text).toContain('🎤 «ерунда какая-то»');
    await speak('Завтра, в 15:00.', /завтра 15:00/);
    await speak('обсудить прайс', /Содержание: обсудить прайс/);
    await press(bot.ivan, 'Сохранить');
    const contact = (await contacts()).find(({ content }) => content === 'обсудить прайс');
    expect(contact).toMatchObject({ organization: 'vector', status: 'planned' });
    expect(contact?.analytics).toHaveLength(3);
  });

  it('of a field that takes files is the file', async () => {
    await say(bot.ivan, 'звонил в Ромашку насчет отгрузки');
    await press(bot.ivan, /Ещё/);
    await press(bot.ivan, /Аналитика/);
    await bot.ivan.voice({ bytes: Buffer.from('bare'), duration: 1 });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('🎤 voice.ogg');
    expect(server.asked).toEqual([]);
    await press(bot.ivan, 'Отмена');
  });
});

describe('a recogniser that is down', () => {
  const down = () => {
    server.answer = (_asked, response) => void response.writeHead(503).end();
  };
  const sendNote = async () => {
    const { message_id: after } = await bot.ivan.voice({ bytes: Buffer.from('late'), duration: 1 });
    const card = await bot.ivan.sees(/Распознавание речи сейчас недоступно/, { after });
    expect(card.buttons.flat()).toEqual(['🔁 Попробовать ещё раз', '📝 Записать без расшифровки']);
    return card;
  };

  it('leaves the note as a draft that is tried again at a tap', async () => {
    down();
    const card = await sendNote();
    server.says('звонил в Ромашку насчет возврата');
    await press(bot.ivan, /Попробовать ещё раз/);
    const draft = await bot.ivan.sees(/насчет возврата/, { after: card.message_id });
    expect(draft.text).toContain('🎤 voice.ogg');
    const told = bot.ivan.messages().find(({ message_id }) => message_id === card.message_id);
    expect(told).toMatchObject({ text: '🎤 Запись расшифрована.', buttons: [] });
    await press(bot.ivan, 'Отмена');
    await expect.poll(unheard).toBe(0);
  });

  it('is tried again by itself, and does not hold up what is said later', async () => {
    down();
    const card = await sendNote();
    await speak2('звонил в Ромашку насчет второго');
    await press(bot.ivan, 'Отмена');
    server.says('звонил в Ромашку насчет первого');
    bot.setNow('2026-11-23T10:30:00Z');
    await bot.ivan.sees(/насчет первого/, { after: card.message_id });
    await press(bot.ivan, 'Отмена');
    await expect.poll(unheard).toBe(0);
  });

  async function speak2(text: string): Promise<void> {
    server.says(text);
    const { message_id: after } = await bot.ivan.voice({ bytes: Buffer.from('second'), duration: 1 });
    await bot.ivan.sees(text, { after });
  }

  it('lets the note be recorded without its words', async () => {
    down();
    await sendNote();
    await press(bot.ivan, /Записать без расшифровки/);
    expect(bot.ivan.last().text).toContain('Новый контакт');
    expect(bot.ivan.last().text).toContain('🎤 voice.ogg');
    await expect.poll(unheard).toBe(0);
    await press(bot.ivan, 'Отмена');
  });
});

describe('a note that is being heard when the program ends', () => {
  it('is heard after the start, once', async () => {
    const heard = new Promise<void>((resolve) => {
      server.answer = () => resolve();
    });
    const { message_id: after } = await bot.ivan.voice({ bytes: Buffer.from('slow'), duration: 1 });
    await heard;
    await bot.restart(async () => server.says('звонил в Ромашку перед обедом'));
    await bot.ivan.sees(/перед обедом/, { after });
    await expect.poll(unheard).toBe(0);
    // What was delivered and not noted as delivered comes again, and is dropped.
    await bot.store.connection.collection('voiceNotes').updateMany({}, { $set: { due: now }, $unset: { done: true } });
    await expect.poll(unheard).toBe(0);
    expect(bot.ivan.messages().filter(({ text }) => text.includes('перед обедом'))).toHaveLength(1);
    await press(bot.ivan, 'Отмена');
  });
});

describe('without a recogniser', () => {
  it('a note is a file, and how to have it heard is said once', async () => {
    await bot.restart(undefined, { SPEECH_URL: '' });
    for (const isFirst of [true, false]) {
      const { message_id: after } = await bot.ivan.voice({ bytes: Buffer.from('file'), duration: 1 });
      const card = await bot.ivan.sees(/🎤 voice.ogg/, { after });
      expect(card.text.includes('npm run speech')).toBe(isFirst);
      await press(bot.ivan, 'Отмена');
    }
  });
});
