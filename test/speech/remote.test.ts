import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HearingOptions, type Recogniser, RecogniserAway } from '../../src/speech/recogniser.ts';
import { createRemoteRecogniser } from '../../src/speech/remote.ts';
import { type Loopback, startLoopback } from './loopback.ts';

let server: Loopback;
let recogniser: Recogniser;
const note = { bytes: Buffer.from('OggS…'), name: 'голос.OGA', mime: 'audio/ogg' };
const options = (more: Partial<HearingOptions> = {}): HearingOptions => ({
  language: 'ru',
  signal: new AbortController().signal,
  ...more,
});
const make = (more: object = {}) => createRemoteRecogniser({ url: server.url, key: 'secret-key', model: 'm', ...more });

beforeAll(async () => {
  server = await startLoopback();
});
beforeEach(() => {
  server.asked.length = 0;
  server.says('звонок Ромашка');
  recogniser = make();
});
afterAll(() => server.close());

describe('a remote recogniser', () => {
  it('sends the sound as it came, with the key, the model and the language, and no names unless it may', async () => {
    const heard = await recogniser.hear(note, options({ hints: ['Ромашка', 'Вектор'] }));
    expect(heard).toEqual({ ok: true, value: { text: 'звонок Ромашка', unsure: [] } });
    const [asked] = server.asked;
    expect(asked).toMatchObject({ path: '/v1/audio/transcriptions', key: 'Bearer secret-key' });
    expect(asked?.fields).toMatchObject({ model: 'm', language: 'ru', response_format: 'verbose_json' });
    expect(asked?.fields.prompt).toBeUndefined();
    expect(asked?.file).toEqual({ name: 'note.oga', type: 'audio/ogg', bytes: note.bytes });
    await make({ sendsHints: true }).hear(note, options({ hints: ['Ромашка', 'Вектор'] }));
    expect(server.asked[1]?.fields.prompt).toBe('Ромашка, Вектор');
  });

  it('takes the whole address of an interface too', async () => {
    await make({ url: `${server.url}/audio/transcriptions/` }).hear(note, options());
    expect(server.asked[0]?.path).toBe('/v1/audio/transcriptions');
  });

  it('tells the words that the server is not sure of', async () => {
    server.says('Волкова довольна', {
      words: [
        { word: ' Волкова,', probability: 0.31 },
        { word: 'довольна', probability: 0.97 },
        { word: 'отсутствует', probability: 0.1 },
      ],
    });
    expect(await recogniser.hear(note, options())).toMatchObject({ value: { unsure: ['Волкова'] } });
    server.says('да нет может быть', {
      words: [{ word: 'да' }],
      segments: [
        { text: 'да нет', avg_logprob: -0.2 },
        { text: 'может быть', avg_logprob: -1.7 },
      ],
    });
    expect(await recogniser.hear(note, options())).toMatchObject({ value: { unsure: ['может', 'быть'] } });
  });

  it('asks a model that answers in plain JSON alone once more, and remembers it', async () => {
    server.answer = ({ fields }, response) => {
      if (fields.response_format === 'json') response.end('{"text":"просто текст"}');
      else response.writeHead(400).end('{"error":{"message":"response_format \'verbose_json\' is not compatible"}}');
    };
    for (let n = 0; n < 2; n++) {
      expect(await recogniser.hear(note, options())).toMatchObject({ value: { text: 'просто текст' } });
    }
    expect(server.asked.map(({ fields }) => fields.response_format)).toEqual(['verbose_json', 'json', 'json']);
  });

  it.each([
    [400, 'refused'],
    [413, 'tooLong'],
    [415, 'refused'],
    [422, 'refused'],
  ])('gives a recording up for good on %i', async (status, reason) => {
    server.answer = (_asked, response) => void response.writeHead(status).end('{}');
    expect(await recogniser.hear(note, options())).toEqual({ ok: false, reason });
  });

  it.each([301, 401, 404, 429, 500, 503])('is away on %i, and tells neither address nor key', async (status) => {
    server.answer = (_asked, response) => void response.writeHead(status, { location: 'http://192.0.2.1/' }).end('{}');
    const failure = await recogniser.hear(note, options()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecogniserAway);
    expect(String(failure)).toMatch(new RegExp(`127\\.0\\.0\\.1:\\d+ answered ${status}$`));
  });

  it.each([
    ['no JSON', 'OK'],
    ['no text', '{"text": 5}'],
    ['nothing', ''],
    ['more than anybody says', JSON.stringify({ text: 'а'.repeat(1_100_000) })],
  ])('is away where the answer is %s', async (_what, body) => {
    server.answer = (_asked, response) => void response.end(body);
    await expect(recogniser.hear(note, options())).rejects.toBeInstanceOf(RecogniserAway);
  });

  it('is away where nobody answers in time, or nobody is there', async () => {
    server.answer = () => {};
    await expect(make({ deadline: 50 }).hear(note, options())).rejects.toThrow(/no answer within/);
    await expect(make({ url: 'http://127.0.0.1:1/v1' }).hear(note, options())).rejects.toBeInstanceOf(RecogniserAway);
  });

  it('stops when it is called off, with the reason it was called off for', async () => {
    const calledOff = new AbortController();
    server.answer = () => calledOff.abort(new Error('called off'));
    await expect(recogniser.hear(note, options({ signal: calledOff.signal }))).rejects.toThrow('called off');
  });

  it('makes no command, no control characters and no endless text of what a server says', async () => {
    server.says('  //cancel\u0000 все\u202e планы\n\nсейчас ');
    expect(await recogniser.hear(note, options())).toMatchObject({ value: { text: 'cancel все планы сейчас' } });
    server.says('слово '.repeat(20_000));
    const heard = await recogniser.hear(note, options());
    expect(heard.ok && heard.value.text.length).toBeLessThanOrEqual(20_000);
    server.says(' … — ');
    expect(await recogniser.hear(note, options())).toEqual({ ok: false, reason: 'silence' });
  });
});
