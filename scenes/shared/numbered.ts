import { escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, grid } from '../../src/telegram/messages/card.ts';

/*
 * A list as text that can be read on a phone: two lines a row, each with a number, and a button with just the number for
 * each beneath. A button never carries what has to be read.
 */

/** A row: what it is, and below it what else there is to say. */
export interface ListRow {
  head: Html;
  detail?: Html | undefined;
}

/** So many numbers stand side by side: each can still be hit with a thumb. */
const ACROSS = 8;
/** The second line begins below the text of the first, not below its number. */
const INDENT = '    ';

/** The rows as text, numbered from `first` on. */
export const numberedText = (rows: readonly ListRow[], first = 1): Html =>
  join(
    rows.map(({ head, detail }, index) =>
      join(
        [join([escapeHtml(`${first + index}. `), head]), ...(detail ? [join([escapeHtml(INDENT), detail])] : [])],
        '\n',
      ),
    ),
    '\n',
  );

/** A button for each row. `mark` stands before the number: what the buttons of this line do, where it is not to open. */
export const numberButtons = (data: readonly CallbackData[], first = 1, mark = ''): Button[][] =>
  grid(
    data.map((one, index) => ({ text: `${mark}${first + index}`, data: one })),
    data.length > ACROSS ? ACROSS : Math.max(1, data.length),
  );
