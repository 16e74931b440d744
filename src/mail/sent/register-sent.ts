import { derivedId } from '../../domain/id.ts';
import { filesAsAnalytics, letterContact } from '../../domain/letter/as-contact.ts';
import type { LetterFile } from '../../domain/letter/letter.ts';
import type { Mailbox } from '../../domain/letter/mailbox.ts';
import { isOurs, type Ourselves } from '../../domain/letter/sender.ts';
import { safeName } from '../../domain/text/file-name.ts';
import { cut } from '../../domain/text/html.ts';
import type { User } from '../../domain/user.ts';
import type { Store } from '../../store/index.ts';
import { digestOf, letterId, type ParsedLetter } from '../parse/parsed.ts';

/** A letter that lies in the folder of what was sent. */
export interface SentLetter {
  parsed: ParsedLetter;
  sentAt: Date;
}

interface Recipient {
  address: string;
  organization?: string;
  person?: string;
}

const CONTENT = 4000;
const FILES = 50;

/** The only recipient besides ourselves; undefined where there is none, or several. */
export function onlyRecipient({ to, cc, bcc = [] }: ParsedLetter, own: Ourselves): string | undefined {
  const all = [...to, ...cc, ...bcc].map(({ address }) => address);
  const others = new Set(all.filter((address) => !isOurs(address, own)));
  const [only] = others;
  return others.size === 1 && only !== '' ? only : undefined;
}

/**
 * Registers letters that were sent by other programs, as outgoing contacts that ring nobody: each whose only recipient is one
 * known person or client, once. Of all others nothing is kept. Resolves with how many were registered.
 */
export async function registerSent(
  store: Store,
  mailbox: Mailbox,
  letters: readonly SentLetter[],
  { own, now }: { own: Ourselves; now: Date },
): Promise<number> {
  const ids = letters.flatMap(({ parsed }) => parsed.messageId ?? []);
  const [ours, known] = await Promise.all([
    store.outgoing.linked(ids),
    knownRecipients(store, [...new Set(letters.flatMap(({ parsed }) => onlyRecipient(parsed, own) ?? []))]),
  ]);
  let registered = 0;
  for (const letter of letters) {
    const { parsed } = letter;
    const recipient = known.get(onlyRecipient(parsed, own) ?? '');
    // What was sent from here is known by its Message-ID.
    if (!recipient || (parsed.messageId !== undefined && ours.has(parsed.messageId))) continue;
    const manager = await managerOf(store, mailbox, recipient);
    if (!manager) continue;
    await register(store, mailbox, letter, { recipient, manager, now });
    registered += 1;
  }
  return registered;
}

/** Those addresses that are exactly one person's, or else exactly one client's. */
async function knownRecipients(store: Store, addresses: readonly string[]): Promise<Map<string, Recipient>> {
  const found = addresses.length === 0 ? new Map() : await store.senders.known(addresses);
  const recipients = new Map<string, Recipient>();
  for (const address of addresses) {
    const { persons = [], organizations = [] } = found.get(address) ?? {};
    const [person] = persons;
    const [client] = organizations;
    if (persons.length === 1 && person) {
      const { organization } = person;
      recipients.set(address, { address, person: person.id, ...(organization !== undefined && { organization }) });
    } else if (persons.length === 0 && organizations.length === 1 && client) {
      recipients.set(address, { address, organization: client.id });
    }
  }
  return recipients;
}

/** Whose contact it is: the client's manager's, else that of the one on duty, else an administrator's. */
async function managerOf(store: Store, { duty }: Mailbox, { organization = '' }: Recipient): Promise<User | undefined> {
  const [responsible, active] = await Promise.all([store.senders.managerOf(organization), store.users.active()]);
  return (
    active.find(({ id }) => id === responsible) ??
    active.find(({ id }) => duty.includes(id)) ??
    active.find(({ role }) => role === 'administrator')
  );
}

async function register(
  store: Store,
  mailbox: Mailbox,
  { parsed, sentAt }: SentLetter,
  { recipient, manager, now }: { recipient: Recipient; manager: User; now: Date },
): Promise<void> {
  const { messageId, subject, body, text, references } = parsed;
  const { address, ...match } = recipient;
  const id = derivedId('sent-elsewhere', letterId(parsed, sentAt));
  const start = sentAt < now ? sentAt : now;
  const [answered] = references.length > 0 ? await store.letters.byMessageIds(references.toReversed()) : [];
  const previous = answered?.contact === undefined ? undefined : await store.contacts.get(manager, answered.contact);
  const fields = {
    ...letterContact(match, manager.id),
    start,
    direction: 'outgoing' as const,
    content: cut([subject, body || text].filter(Boolean).join('\n\n'), CONTENT),
    analytics: filesAsAnalytics(await keepFiles(store, id, parsed)),
  };
  const { contact } = await store.contacts.create(manager, id, fields, { now, ...(previous && { previous }) });
  await store.outgoing.sentElsewhere(
    {
      id,
      author: manager.id,
      mailbox: mailbox.id,
      to: address,
      subject,
      text: '',
      files: [],
      messageId: messageId ?? `<${id}@sent.elsewhere>`,
      references,
      contact: contact.id,
      ...match,
      state: 'sent',
      sentAt: start,
    },
    start,
  );
  if (answered) await store.letters.answered(answered.id, manager.id, start);
}

async function keepFiles(store: Store, letter: string, { files }: ParsedLetter): Promise<LetterFile[]> {
  const kept: LetterFile[] = [];
  for (const { name, mime, content, digest = digestOf(content) } of files.slice(0, FILES)) {
    const file = { id: derivedId('sent-file', letter, digest), name: safeName(name), mime, size: content.byteLength };
    const put = await store.files.put(Buffer.from(content.buffer, content.byteOffset, content.byteLength), file);
    if (put.ok) kept.push(file);
  }
  return kept;
}
