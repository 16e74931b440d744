import { cut, escapeHtml, type Html, quote } from '../../src/domain/text/html.ts';

/** What is said of the next step is to stay in sight below a note. */
const LIMIT = 700;
/** A note that is longer than this is folded, and unfolds with a tap. */
const FOLDED_FROM = 280;

/** The note of a client or a person on the card. */
export function noteLines(label: string, note: string | undefined): Html[] {
  if (!note) return [];
  const shown = cut(note, LIMIT);
  return note.length > FOLDED_FROM ? [escapeHtml(`🗒 ${label}:`), quote(shown)] : [escapeHtml(`🗒 ${label}: ${shown}`)];
}
