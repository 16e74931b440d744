import type { Analytic } from '../../../src/domain/contact/contact.ts';
import { cut } from '../../../src/domain/text/html.ts';
import { TEXT_LIMIT } from '../../../src/telegram/dialogs/fields/text.ts';
import type { ContactValues } from './contact-fields.ts';

/** The longest that was said, kept whole: several lines of a chat. */
export const SAID_LIMIT = 2 * TEXT_LIMIT;

/** What is added to a draft that is open. */
export interface Addition {
  text?: string | undefined;
  analytics?: readonly Analytic[] | undefined;
}

const joined = (before: string | undefined, more: string, limit: number): string =>
  cut(before ? `${before}\n${more}` : more, limit);

/** A draft with further words and files: the words go below those that are there, and can be taken back. */
export function appended(values: ContactValues, { text, analytics = [] }: Addition): ContactValues {
  const { content, said, line } = values;
  return {
    ...(analytics.length > 0 && { analytics: [...(values.analytics ?? []), ...analytics] }),
    ...(text && {
      content: joined(content, text, TEXT_LIMIT),
      // Of a draft that was filled in field by field, the content is all that was said.
      ...(said !== undefined && { said: joined(said, text, SAID_LIMIT) }),
      line: {
        doubts: [],
        ...line,
        before: { added: text, ...(content !== undefined && { content }), ...(said !== undefined && { said }) },
      },
    }),
  };
}
