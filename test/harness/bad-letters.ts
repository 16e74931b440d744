import { randomBytes } from 'node:crypto';
import iconv from 'iconv-lite';
import { rawLetter } from './letters.ts';

/** A letter that means harm, or was made by a program that knew no better, and what is to become of it. */
export interface BadLetter {
  name: string;
  raw: Buffer;
  /** Rings, or is kept quiet by this rule. */
  becomes: 'new' | 'own' | 'loop' | 'auto-reply';
}

const FROM = 'who@gmail.com';
const MULTIPART = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=part'];
const HTML = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'];

/** Tables in tables, as long as wanted, in bytes. */
const bomb = (bytes: number): string => '<table><tr><td><table><tr><td>x\n'.repeat(bytes / 32);

const attached = (bytes: number): string => {
  const line = `${randomBytes(57).toString('base64')}\r\n`;
  const file = line.repeat(Math.ceil(bytes / line.length));
  return `--part\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n--part\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}--part--`;
};

const bare = (head: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body)]);

/** One of each kind. `own`: the address of the mailbox they come to. */
export function badLetters(own: string): BadLetter[] {
  const letter = (name: string, spec: Parameters<typeof rawLetter>[0], becomes: BadLetter['becomes'] = 'new') => ({
    name,
    raw: rawLetter({ from: FROM, subject: name, ...spec }),
    becomes,
  });
  return [
    letter('HTML bomb of 1 MB', { text: bomb(1e6), headers: HTML }),
    letter('HTML bomb of 8 MB', { text: bomb(8e6), headers: HTML }),
    letter('Letter of 30 MB', { text: attached(30e6), headers: MULTIPART }),
    letter('A thousand parts', {
      text: `${'--part\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1000)}--part--`,
      headers: MULTIPART,
    }),
    {
      name: 'Charset that is none',
      raw: bare(
        `From: ${FROM}\r\nSubject: Charset that is none\r\nMessage-ID: <charset@gmail.com>\r\nContent-Type: text/plain; charset=x-none`,
        iconv.encode('Добрый день, пришлите счёт на оплату', 'windows-1251'),
      ),
      becomes: 'new',
    },
    letter('No Message-ID', { messageId: false, date: false }),
    letter('No From', { from: '' }),
    letter('From ourselves', { from: `Boss <${own}>` }, 'own'),
    letter('Round and round', { headers: Array(40).fill('Received: from a.example by b.example') }, 'loop'),
    letter('Our own mark', { headers: [`X-Loop: ${own}`] }, 'loop'),
    letter('Robot', { headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'] }, 'auto-reply'),
  ];
}
