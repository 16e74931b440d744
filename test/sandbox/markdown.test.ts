import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHtml } from '../../src/sandbox/text/html-out.ts';
import { parseMarkdown } from '../../src/sandbox/text/markdown.ts';
import { normalize } from '../../src/sandbox/text/text-entities.ts';

const asHtml = (source: string) => toHtml(normalize(parseMarkdown(source)));

describe('parse_mode MarkdownV2', () => {
  it.each([
    ['*a* _b_ __c__ ~d~ ||e||', '<b>a</b> <i>b</i> <u>c</u> <s>d</s> <tg-spoiler>e</tg-spoiler>'],
    ['*a _b_ c*', '<b>a <i>b</i> c</b>'],
    ['`a*b`', '<code>a*b</code>'],
    ['```ts\nlet a\n```', '<pre><code class="language-ts">let a</code></pre>'],
    ['```a b```', '<pre>a b</pre>'],
    ['[x](https://example.com/a_b)', '<a href="https://example.com/a_b">x</a>'],
    ['>one\n>two\nthree', '<blockquote>one\ntwo\n</blockquote>three'],
    ['1\\. a\\_b \\\\', '1. a_b \\'],
    ['Ромашка, *завтра*', 'Ромашка, <b>завтра</b>'],
  ])('%s', (source, expected) => {
    expect(asHtml(source)).toBe(expected);
  });

  it.each([
    ['a. b', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['я *a', "Can't find end of Bold entity at byte offset 3"],
    ['`a', "Can't find end of Code entity at byte offset 0"],
    ['[a](b', "Can't find end of a URL entity at byte offset 3"],
    ['a! ', "Character '!' is reserved"],
  ])('refuses %s as Telegram does', (source, words) => {
    expect(() => parseMarkdown(source)).toThrow(words);
  });

  it('gives escaped text back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = text.replace(/[_*[\]()~`>#+\-=|{}.!\\]/g, '\\$&');
        expect(parseMarkdown(escaped)).toEqual({ text, entities: [] });
      }),
    );
  });
});
