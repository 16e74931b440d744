import type { Letter } from '../../src/domain/letter/letter.ts';
import { b, escapeHtml, i, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { turnRow } from '../shared/pages.ts';
import { senderLine } from './letter-card.ts';
import { letterLinks } from './links.ts';

/** A page of a letter in code points: well below what a message holds, with room for the head. */
const PAGE = 3000;

/** All of a letter, in pages: what was quoted and signed too. */
export function readingCard({ t }: Ctx, letter: Letter, asked: number): Card {
  const pages = pagesOf(letter.text);
  const page = Math.min(Math.max(0, Math.trunc(asked) || 0), pages.length - 1);
  const turn = turnRow({ t }, page, pages.length, (target) => letterLinks.read(letter.id, target));
  return {
    html: join(
      [
        join([b(`📖 ${letter.subject || t.mail.noSubject}`), escapeHtml(senderLine(letter, t))], '\n'),
        pages[page] ? escapeHtml(pages[page]) : i(t.mail.noText),
      ],
      '\n\n',
    ),
    rows: [...turn, [{ text: `‹ ${t.mail.actions.toLetter}`, data: letterLinks.open(letter.id) }]],
  };
}

/** Pages end where a line does, if one ends in their last third. */
function pagesOf(text: string): string[] {
  const all = [...text];
  const pages: string[] = [];
  for (let at = 0; at < all.length; ) {
    const piece = all.slice(at, at + PAGE);
    const lineEnd = piece.lastIndexOf('\n');
    const length = at + PAGE < all.length && lineEnd > (PAGE * 2) / 3 ? lineEnd + 1 : piece.length;
    pages.push(piece.slice(0, length).join('').trim());
    at += length;
  }
  return pages.length > 0 ? pages : [''];
}
