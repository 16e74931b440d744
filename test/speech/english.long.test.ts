import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { leftOut } from '../harness/left-out.ts';
import { press } from '../harness/phone.ts';
import { clients, heardBySphinx, NEEDED, sentences, spoken, wordErrors } from './english.ts';
import { type Loopback, startLoopback } from './loopback.ts';

const isThere = NEEDED.every((file) => existsSync(file));
if (!isThere) leftOut('speech from end to end: wants espeak-ng, opus-tools, ffmpeg, pocketsphinx, pocketsphinx-en-us');

/** Where the figures are kept, for docs/speech.md. With SPEECH_OPEN=1 the recogniser is told nothing of how lines are said. */
const FIGURES = new URL('../../.cache/speech-english.md', import.meta.url);
const now = new Date('2026-11-23T09:00:00Z');

describe.runIf(isThere)('twenty lines that are spoken', () => {
  let bot: TestBot;
  let server: Loopback;
  const rows: { said: string; heard: string; errors: number; client: boolean; seconds: number }[] = [];

  beforeAll(async () => {
    server = await startLoopback();
    server.answer = async ({ file }, response) => {
      const text = process.env.SPEECH_OPEN ? '' : await heardBySphinx(file.bytes, 'ours');
      response.end(JSON.stringify({ text: text || (await heardBySphinx(file.bytes, 'open')) }));
    };
    bot = await startBot({ now: now.toISOString(), undisturbed: true, env: { SPEECH_URL: server.url } });
    for (const [index, name] of clients.entries()) {
      await bot.store.organizations.create({ id: `c${index}`, name, phones: [], emails: [], addresses: [] }, now);
    }
    await bot.mary.start();
    await bot.mary.settled();
  });
  afterAll(async () => {
    await bot.stop();
    await server.close();
    if (rows.length === sentences.length) writeFileSync(FIGURES, figures());
  });

  it('each becomes a draft whose words are what was heard, and is saved with its note', {
    timeout: 600_000,
  }, async () => {
    for (const sentence of sentences) {
      const begun = performance.now();
      const note = await spoken(sentence);
      const { message_id: after } = await bot.mary.voice({ bytes: note, duration: 4 });
      const card = await bot.mary.sees(({ from }) => from === 'bot', { after, timeout: 60_000 });
      const seconds = (performance.now() - begun) / 1000;
      await expect.poll(() => bot.store.notes.unheard()).toBe(0);
      const heard = await latest();
      expect(heard).not.toBe('');
      const client = clients.find((one) => sentence.includes(one.toLowerCase())) ?? '';
      const isRight = card.text.includes(client);
      rows.push({ said: sentence, heard, errors: wordErrors(sentence, heard), client: isRight, seconds });
      await press(bot.mary, /Cancel/).catch(() => {});
    }
    expect(rows).toHaveLength(sentences.length);
    console.log(figures());
  });

  /** What the recogniser made of the latest note, as it is stored. */
  async function latest(): Promise<string> {
    const row = await bot.store.connection.collection('voiceNotes').findOne({}, { sort: { message: -1 } });
    const heard: unknown = row?.heard;
    return typeof heard === 'object' && heard !== null && 'text' in heard ? String(heard.text) : '';
  }

  function figures(): string {
    const words = sentences.join(' ').split(' ').length;
    const errors = rows.reduce((sum, one) => sum + one.errors, 0);
    const right = rows.filter(({ client }) => client).length;
    const mean = rows.reduce((sum, one) => sum + one.seconds, 0) / rows.length;
    return [
      `${rows.length} of ${sentences.length} notes became drafts, ${mean.toFixed(1)} s each (speaking included).`,
      `${errors} of ${words} words wrong (${((100 * errors) / words).toFixed(0)} %), the right client on ${right} drafts.`,
      '',
      '| said | heard | words wrong | client |',
      '| --- | --- | --- | --- |',
      ...rows.map(
        ({ said, heard, errors: wrong, client }) => `| ${said} | ${heard} | ${wrong} | ${client ? 'yes' : 'no'} |`,
      ),
      '',
    ].join('\n');
  }
});
