import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  b,
  clean,
  code,
  cut,
  cutHtml,
  escapeHtml,
  type Html,
  i,
  join,
  link,
  pre,
  s,
  visibleLength,
} from '../../../src/domain/text/html.ts';

/** What Telegram does with HTML: the text it shows, or an error where it would refuse the message. */
function parsed(html: string): string {
  const open: string[] = [];
  let shown = '';
  for (const [token] of html.matchAll(/<\/?[^>]*>?|&[^;]*;?|[^<&]+/g)) {
    const tag = /^<(\/?)(b|i|s|code|pre|a)(?: href="[^"<>]*")?>$/.exec(token);
    if (tag?.[1] === '/') expect(open.pop()).toBe(tag[2]);
    else if (tag?.[2]) open.push(tag[2]);
    else if (token.startsWith('<')) throw new Error(`bad tag: ${token}`);
    else
      shown += token.replace(
        /&(.*?);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? `?${name}`,
      );
  }
  expect(open).toEqual([]);
  return shown;
}

const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc
    .array(
      fc.constantFrom('<b>', '</b>', '&', '&amp;', '"', '👨‍👩‍👧', '🇷🇺', 'й', 'e\u0301', '\0', '\u202e', '\u2067', '\n'),
    )
    .map((parts) => parts.join('')),
);

test('text from people stays text', () => {
  expect(b('<Acme> & "Co"')).toBe('<b>&lt;Acme&gt; &amp; &quot;Co&quot;</b>');
  expect([i('x'), s('x'), code('x'), pre('x')]).toEqual(['<i>x</i>', '<s>x</s>', '<code>x</code>', '<pre>x</pre>']);
  expect(join([escapeHtml('a<'), b('b')], ' & ')).toBe('a&lt; &amp; <b>b</b>');
});

test('text that is not escaped does not compile into markup', () => {
  // @ts-expect-error a plain string is no markup
  const wrong: Html = '<b>';
  // @ts-expect-error nor a part of one
  join([wrong, 'text']);
});

describe('a link', () => {
  it('escapes its address', () =>
    expect(link('a', 'https://x.y/?a=1&b="')).toBe('<a href="https://x.y/?a=1&amp;b=&quot;">a</a>'));
  test.each(['javascript:alert(1)', '', '/path', 'https://a b', 'file:///etc/passwd'])('%s is none', (url) =>
    expect(link('<a>', url)).toBe('&lt;a&gt;'),
  );
});

describe('cutting', () => {
  test.each([
    ['короткий', 8, 'короткий'],
    ['длинный текст', 8, 'длинный…'],
    ['длинный текст', 9, 'длинный…'],
    ['семья 👨‍👩‍👧 в гостях', 9, 'семья…'],
    ['🇷🇺🇷🇺🇷🇺', 4, '🇷🇺…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
    ['abc', 0, ''],
    ['', 0, ''],
    ['👨‍👩‍👧', 2, '…'],
  ])('%s at %i', (text, max, expected) => expect(cut(text, max)).toBe(expected));

  it('fits, parses, and splits no grapheme, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const short = cut(text, max);
        const html = join([b(short), pre(short), link(short, 'https://acme.ru')]);
        expect(parsed(html)).toBe(short + short + short);
        expect(visibleLength(html)).toBe([...short].length * 3);
        expect([...short].length).toBeLessThanOrEqual(max);
        const kept = short === text ? short : short.slice(0, -1);
        const whole = graphemes(text);
        const prefixes = whole.map((_, index) => whole.slice(0, index).join('').trimEnd());
        expect(kept === text || prefixes.includes(kept)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('fits, parses, and keeps the beginning, whatever the markup', () => {
    const piece = fc.tuple(
      fc.constantFrom(b, pre, escapeHtml, (text: string) => link(text, 'https://acme.ru/?a&b')),
      anyText,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), fc.integer({ min: 1, max: 60 }), (pieces, max) => {
        const whole = join(pieces.map(([make, text]) => make(text)));
        const short = cutHtml(whole, max);
        expect(visibleLength(short)).toBeLessThanOrEqual(max);
        const shown = parsed(short);
        if (visibleLength(whole) <= max) expect(short).toBe(whole);
        else expect(parsed(whole).startsWith(shown.slice(0, -1))).toBe(true);
        expect(shown === parsed(whole) || shown.endsWith('…')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('comes to an end with a long text', () => {
    expect(cut('a'.repeat(5_000_000), 4096)).toHaveLength(4096);
  });
});

describe('cleaning', () => {
  test.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a\0b\x07\x1b[31m\x7f', 'ab[31m'],
    ['tab\tstays', 'tab\tstays'],
    ['счёт\u202efdp.exe', 'счётfdp.exe'],
    ['\u2067open', '\u2067open\u2069'],
    ['\u2069stray', 'stray'],
    ['\u2066a\u2069 b', '\u2066a\u2069 b'],
    ['\u2067a\nb', '\u2067a\u2069\nb'],
    ['\ud83d', '\ufffd'],
    ['no\ufffeXML\uffff', 'noXML'],
    ['🙂 👨‍👩‍👧', '🙂 👨‍👩‍👧'],
    ['שלום', 'שלום'],
  ])('%j becomes %j', (text, expected) => expect(clean(text)).toBe(expected));

  it('takes a long line in one go, whatever is in it', () => {
    const line = 'слово '.repeat(100_000);
    expect(clean(line)).toBe(line);
    expect(clean(`${line}\u2067`)).toBe(`${line}\u2067\u2069`);
  });

  it('leaves no control character, is done once, and balances directions', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const done = clean(text);
        expect(clean(done)).toBe(done);
        expect(done).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e]/u);
        for (const line of done.split('\n')) {
          expect(line.match(/[\u2066-\u2068]/g)?.length ?? 0).toBe(line.match(/\u2069/g)?.length ?? 0);
        }
      }),
    );
  });
});
