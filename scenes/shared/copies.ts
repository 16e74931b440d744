import { showPhone } from '../../src/domain/client/phone.ts';
import { cut } from '../../src/domain/text/html.ts';
import { type Button, grid } from '../../src/telegram/messages/card.ts';

/** So many ways to reach somebody have a button; the text names them all. */
const PHONES = 2;
const LABEL_LIMIT = 30;

/** Puts a value into the clipboard with one tap. */
export const copyButton = (shown: string, copied = shown): Button => ({
  text: `📋 ${cut(shown, LABEL_LIMIT)}`,
  copy: copied,
});

/** The phones and the e-mail of somebody, and a number that is written elsewhere: each copied by a tap. */
export const copyRows = ({
  phones,
  emails = [],
  number,
}: {
  /** E.164. */
  phones: readonly string[];
  emails?: readonly string[];
  number?: string | undefined;
}): Button[][] =>
  grid(
    [
      ...phones.slice(0, PHONES).map((phone) => copyButton(showPhone(phone), phone.split(/[^\d+]/)[0] ?? phone)),
      ...emails.slice(0, 1).map((email) => copyButton(email)),
      ...(number === undefined ? [] : [copyButton(number)]),
    ],
    2,
  );
