import type { OutgoingLetter } from '../../domain/letter/outgoing.ts';
import { connect, type MailboxAccess } from '../watch/connection.ts';

/** Lays a letter that was sent into the folder where the server keeps such, if there is one and it is not there yet. */
export async function layIntoSent(
  access: MailboxAccess,
  raw: Buffer,
  { messageId, sentAt }: OutgoingLetter,
): Promise<void> {
  const connection = await connect(access, () => {});
  try {
    const { run } = connection;
    const sent = (await run((client) => client.list())).find(({ specialUse }) => specialUse === '\\Sent');
    if (!sent) return;
    await run((client) => client.mailboxOpen(sent.path));
    // Some providers keep the copy themselves.
    const there = await run((client) => client.search({ header: { 'message-id': messageId } }, { uid: true }));
    if (there && there.length > 0) return;
    await run((client) => client.append(sent.path, raw, ['\\Seen'], sentAt));
  } finally {
    await connection.close();
  }
}
