import type { ContactReading, Reading } from '../../../src/domain/line/reading.ts';
import { clean } from '../../../src/domain/text/html.ts';
import type { Form } from '../../../src/telegram/dialogs/form.ts';
import { readingOf } from '../../line/begin-draft.ts';
import { takeReading } from '../../line/take-line.ts';
import { lineOf } from '../../line/take-message.ts';
import { appended } from './append.ts';
import type { ContactValues } from './contact-fields.ts';

/** Whether a line reads as a contact of its own: it names a channel, a client or a time. */
export function standsAlone({ kind, contact }: Reading, now: Date): boolean {
  return kind !== 'chatter' && (kind !== 'contact' || namesSomething(contact, now));
}

function namesSomething({ channel, clients, newClient, start }: ContactReading, now: Date): boolean {
  const isNow = start.value && Math.abs(start.value.at.getTime() - now.getTime()) < 60_000;
  return (
    channel.certainty === 'read' ||
    clients.certainty === 'asked' ||
    (clients.value?.length ?? 0) > 0 ||
    newClient?.certainty === 'read' ||
    (start.value !== undefined && !isNow)
  );
}

/** What is written while a draft is open and no question waits for it: the next draft, or more words for this one. */
export const writtenBeside: NonNullable<Form<ContactValues>['written']> = async (ctx, message, values, dialog) => {
  const text = clean(message.text ?? '').trim();
  if (text === '') return undefined;
  const reading = await readingOf(ctx, text, ctx.heard?.at);
  if (standsAlone(reading, ctx.at)) {
    await takeReading(ctx, reading, { ...lineOf(ctx, message), beside: dialog.draft });
    return 'done';
  }
  return { values: appended(values, { text }), word: `📝 ${ctx.t.line.addedToDraft}` };
};
