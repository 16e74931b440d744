import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/sandbox/text/html.ts';
import { toHtml } from '../../src/sandbox/text/html-out.ts';
import { normalize } from '../../src/sandbox/text/text-entities.ts';

const parse = (source: string) => normalize(parseHtml(source, () => undefined));
const roundTrip = (source: string) => toHtml(parse(source));

describe('parse_mode HTML', () => {
  it.each([
    ['<b>a</b> <i>b</i> <u>c</u> <s>d</s>', undefined],
    [
      '<strong>a</strong><em>b</em><ins>c</ins><del>d</del><strike>e</strike>',
      '<b>a</b><i>b</i><u>c</u><s>d</s><s>e</s>',
    ],
    ['<tg-spoiler>x</tg-spoiler>', undefined],
    ['<span class="tg-spoiler">x</span>', '<tg-spoiler>x</tg-spoiler>'],
    ['<blockquote>q</blockquote>', undefined],
    ['<blockquote expandable>q</blockquote>', undefined],
    ['<pre>a  b</pre>', undefined],
    ['<pre><code class="language-ts">a</code></pre>', undefined],
    ['<pre><code>a</code></pre>', '<pre>a</pre>'],
    ['<a href="https://example.com/?a=1&amp;b=2">x</a>', undefined],
    ['<b>a<i>b</i></b>', undefined],
    ['<B>a</B>', '<b>a</b>'],
    ['a & b &lt;c&gt; &amp; &quot; &#39; &#x41; &nbsp;', 'a &amp; b &lt;c&gt; &amp; " \' A &amp;nbsp;'],
    ['<b></b>x', 'x'],
    ['  <b>x</b>  ', '  <b>x</b>'.trimStart()],
  ])('%s', (source, expected) => {
    expect(roundTrip(source)).toBe(expected ?? source);
  });

  it('counts offsets in UTF-16 units', () => {
    expect(parse('😀<b>x</b>').entities).toEqual([{ type: 'bold', offset: 2, length: 1 }]);
  });

  it('lets nothing live in code, and splits what is around it', () => {
    expect(roundTrip('<b>a<code>b</code>c</b>')).toBe('<b>a</b><code>b</code><b>c</b>');
    expect(roundTrip('<pre>a<b>b</b></pre>')).toBe('<pre>ab</pre>');
    expect(roundTrip('<blockquote>a<blockquote>b</blockquote></blockquote>')).toBe('<blockquote>ab</blockquote>');
  });

  it('drops links Telegram does not like', () => {
    expect(roundTrip('<a href="mailto:a@b.ru">write</a>')).toBe('write');
    expect(roundTrip('<a href="http://localhost/">x</a>')).toBe('x');
    expect(roundTrip('<a href="tg://user?id=5">x</a>')).toBe('x');
  });

  it('finds commands, links, addresses and mentions by itself', () => {
    const types = parse('/new at https://t.me/bot?start=c_1, a@b.ru @someone #tag 1/2').entities.map((one) => one.type);
    expect(types).toEqual(['bot_command', 'url', 'email', 'mention', 'hashtag']);
  });

  it.each([
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['я <c', 'Unclosed start tag at byte offset 3'],
    ['я <div>x</div>', 'Unsupported start tag "div" at byte offset 3'],
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
  ])('refuses %s', (source, reason) => {
    expect(() => parse(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});
