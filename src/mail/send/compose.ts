import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { OutgoingLetter } from '../../domain/letter/outgoing.ts';
import type { Store } from '../../store/index.ts';

/**
 * The letter as bytes, the same ones each time: nothing of it is left to chance or to the clock. Errors: `FileGone`, and the
 * database's.
 *
 * @param date what its header says
 */
export async function compose(store: Store, mailbox: Mailbox, letter: OutgoingLetter, date: Date): Promise<Buffer> {
  const attachments = await Promise.all(
    letter.files.map(async ({ id, name, mime }) => ({
      filename: name,
      contentType: mime,
      content: await store.files.bytes(id),
    })),
  );
  const author = await store.users.get(letter.author);
  // Its types do not know of it.
  const boundary = { baseBoundary: letter.id };
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const node = new MailComposer({
    from: { name: author?.name ?? '', address: mailbox.address },
    to: letter.to,
    subject: letter.subject,
    text: `${letter.text}${letter.tail ?? ''}`,
    ...(letter.cc && { cc: letter.cc }),
    messageId: letter.messageId,
    date,
    ...boundary,
    ...(letter.inReplyTo !== undefined && { inReplyTo: letter.inReplyTo }),
    ...(letter.references.length > 0 && { references: letter.references.join(' ') }),
    attachments,
    ...(letter.calendar !== undefined && { icalEvent: { method: 'REPLY', content: letter.calendar } }),
    // A text that looks like a path or an address stays a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return node.build();
}
