import { domainOf } from '../../domain/client/email.ts';
import type { LetterFile } from '../../domain/letter/letter.ts';
import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { Acting } from '../acting.ts';

/** A letter to a client, under an id of its draft's: sent again, it is the same one. Its files are stored already. */
export interface NewLetter {
  id: string;
  mailbox: Pick<Mailbox, 'id' | 'address'>;
  to: string;
  subject: string;
  text: string;
  /** What stands below the text: a signature, the letter that is answered. */
  tail?: string;
  cc?: string[];
  files: LetterFile[];
  /** Message ids of the conversation, the latest last. */
  thread: string[];
  /** The contact it was written from, and the letter it answers. */
  contact?: string | undefined;
  letter?: string | undefined;
  organization?: string | undefined;
  person?: string | undefined;
  /** Message id of the card that says it is being sent. */
  card?: number;
}

/** Hands a letter to those that are waiting to be sent; it leaves as soon as the mailbox's server takes it. */
export async function sendLetter({ store, viewer, now }: Acting, letter: NewLetter): Promise<void> {
  const { id, mailbox, thread, contact, letter: answered, organization, person, ...words } = letter;
  const inReplyTo = thread.at(-1);
  await store.outgoing.order(
    {
      ...words,
      id,
      author: viewer.id,
      mailbox: mailbox.id,
      messageId: `<sloop.${id}@${domainOf(mailbox.address) || 'localhost'}>`,
      ...(inReplyTo !== undefined && { inReplyTo }),
      references: thread,
      ...(contact !== undefined && { contact }),
      ...(answered !== undefined && { letter: answered }),
      ...(organization !== undefined && { organization }),
      ...(person !== undefined && { person }),
      state: 'waiting',
    },
    now,
  );
}
