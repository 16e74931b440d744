import type { Contact } from '../../../src/domain/contact/contact.ts';
import type { ContactReading, Reading } from '../../../src/domain/line/reading.ts';
import { clean } from '../../../src/domain/text/html.ts';
import { stems } from '../../../src/domain/text/stems.ts';
import type { Form } from '../../../src/telegram/dialogs/form.ts';
import { readingOf } from '../../line/begin-draft.ts';
import { takeReading } from '../../line/take-line.ts';
import { lineOf } from '../../line/take-message.ts';
import { appended } from './append.ts';
import type { ContactValues } from './contact-fields.ts';

/**
 * Whether a line reads as a contact of its own: it names a channel, somebody, a way to reach them, or a time.
 * @param draft what is open when it comes: who is named there already is not somebody else
 */
export function standsAlone({ kind, contact }: Reading, now: Date, draft: ContactValues = {}): boolean {
  if (kind !== 'contact') return kind !== 'chatter';
  return contact.channel.certainty === 'read' || isTimed(contact, now) || namesSomebody(contact, draft);
}

/** Whether a line is about something else than this contact: it names somebody else, or a time. */
export function isAboutOther({ kind, contact }: Reading, now: Date, own: Pick<Contact, 'organization'> = {}): boolean {
  if (kind !== 'contact') return kind !== 'chatter';
  const { channel, clients } = contact;
  // "Call Acme, discussed ..." is the next contact with the same client.
  const others = (clients.value ?? []).filter(({ id }) => channel.certainty === 'read' || id !== own.organization);
  return isTimed(contact, now) || namesSomebody({ ...contact, clients: { ...clients, value: others } }, {});
}

function namesSomebody({ clients, newClient, persons, phone, email }: ContactReading, draft: ContactValues): boolean {
  const { said, content, person } = draft;
  const known = new Set(stems(said, content, person?.name));
  const isOther = ({ name }: { name: string }) => stems(name).some((word) => !known.has(word));
  return (
    clients.certainty === 'asked' ||
    (clients.value?.length ?? 0) > 0 ||
    (newClient?.value !== undefined && isOther(newClient.value)) ||
    persons?.certainty === 'asked' ||
    (persons?.value ?? []).some(isOther) ||
    phone !== undefined ||
    email !== undefined
  );
}

const MINUTE = 60_000;
const isTimed = ({ start }: ContactReading, now: Date): boolean =>
  start.value !== undefined && Math.abs(start.value.at.getTime() - now.getTime()) >= MINUTE;

/** What is written while a draft is open and no question waits for it: the next draft, or more words for this one. */
export const writtenBeside: NonNullable<Form<ContactValues>['written']> = async (ctx, message, values, dialog) => {
  const text = clean(message.text ?? '').trim();
  if (text === '') return undefined;
  const reading = await readingOf(ctx, text, ctx.heard?.at);
  if (standsAlone(reading, ctx.at, values)) {
    await takeReading(ctx, reading, { ...lineOf(ctx, message), beside: dialog.draft });
    return 'done';
  }
  return { values: appended(values, { text }), word: `📝 ${ctx.t.line.addedToDraft}` };
};
