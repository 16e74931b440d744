import { createMailServer } from '../../../src/sandbox/mail/index.ts';

/*
 * The sandbox's mailbox as a process of its own, so that what reads letters is measured and not what serves them. Told to
 * deliver so many numbered letters, it answers when they lie there.
 */

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

let delivered = 0;
process.on('message', (count: number) => {
  for (let i = 0; i < count; i++) server.deliver(letterOf(delivered++));
  process.send?.('delivered');
});
process.on('disconnect', () => process.exit());
const told: MailboxTold = { imapPort: server.imapPort, password: server.password };
process.send?.(told);
