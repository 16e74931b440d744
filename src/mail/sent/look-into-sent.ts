import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { Store } from '../../store/index.ts';
import type { Parser } from '../parse/parser.ts';
import type { Connection } from '../watch/connection.ts';
import { fetchGroup, groupsOf } from '../watch/fetch.ts';
import { highest, newUids } from '../watch/uids.ts';
import { registerSent, type SentLetter } from './register-sent.ts';

export interface SentDeps {
  store: Store;
  parser: Parser;
  now: () => Date;
  log: (level: 'info' | 'warn', event: string, details?: object) => void;
}

/**
 * Looks into the folder of what was sent for letters of other programs, from where it was looked at last; the first look only
 * notes where the folder ends. Afterwards that folder is the open one, if the server has it. Texts stand in no log.
 */
export async function lookIntoSent(
  { store, parser, now, log }: SentDeps,
  connection: Connection,
  { mailbox, owner, own }: { mailbox: Mailbox; owner: string; own: ReadonlySet<string> },
): Promise<void> {
  const { run } = connection;
  const folder = (await run((client) => client.list())).find(({ specialUse }) => specialUse === '\\Sent');
  if (!folder) return;
  const opened = await run((client) => client.mailboxOpen(folder.path, { readOnly: true }));
  const uidValidity = String(opened.uidValidity);
  const before = await store.mailboxes.sentProgress(mailbox.id);
  const end = await highest(connection, opened);
  if (before?.uidValidity !== uidValidity) {
    return store.mailboxes.sentRead(mailbox.id, owner, { uidValidity, lastUid: end });
  }
  if (end <= before.lastUid) return;
  const uids = await newUids(connection, before.lastUid);
  for await (const group of groupsOf(connection, uids)) {
    const fetched = await fetchGroup(connection, group, now);
    const sent = await Promise.all(
      fetched.map(
        async ({ raw, oversize, deliveredAt }): Promise<SentLetter> => ({
          parsed: await parser.parse(raw, !oversize),
          sentAt: deliveredAt,
        }),
      ),
    );
    const registered = await registerSent(store, mailbox, sent, { own: { addresses: own }, now: now() });
    if (registered > 0) log('info', 'mail.sent-elsewhere', { mailbox: mailbox.id, registered });
    await store.mailboxes.sentRead(mailbox.id, owner, { uidValidity, lastUid: group.uids.at(-1) ?? 0 });
  }
}
