import { createMailServer } from '../../../src/sandbox/mail/index.ts';
import { badLetters } from '../../harness/bad-letters.ts';

/*
 * The sandbox's mailbox as a process of its own, so that what reads letters is measured and not what serves them. Told to
 * deliver so many numbered letters, or one bad one of each kind, it answers with how many lie there.
 */

export type MailboxOrder = { numbered: number } | 'bad';
export interface MailboxTold {
  imapPort: number;
  password: string;
}

const [address = '', body = ''] = process.argv.slice(2);
const server = await createMailServer({ address });

const letterOf = (index: number): Buffer =>
  Buffer.from(
    [
      `From: Client ${index} <client${index % 500}@company${index % 200}.example>`,
      `To: ${address}`,
      `Subject: Letter number ${index}`,
      'Date: Mon, 23 Nov 2026 10:00:00 +0300',
      `Message-ID: <bench-${index}@company.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Hello,\r\n\r\n${body}\r\n\r\nRegards\r\n`,
    ].join('\r\n'),
  );

let numbered = 0;
process.on('message', (order: MailboxOrder) => {
  if (order === 'bad') for (const { raw } of badLetters(address)) server.deliver(raw);
  else for (let i = 0; i < order.numbered; i++) server.deliver(letterOf(numbered++));
  process.send?.(server.letters().length);
});
process.on('disconnect', () => process.exit());
const told: MailboxTold = { imapPort: server.imapPort, password: server.password };
process.send?.(told);
