/** Raw letters for tests. */
export interface LetterSpec {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  messageId?: string | false;
  date?: string | false;
  /** Further header lines. */
  headers?: string[];
}

let count = 0;

/** A letter as a mail server would deliver it. */
export function rawLetter(spec: LetterSpec = {}): Buffer {
  count += 1;
  const {
    from = 'Anna Petrova <anna@romashka.example>',
    to = 'office@sloop.test',
    subject = `Letter ${count}`,
    text = 'Hello',
  } = spec;
  const id = spec.messageId ?? `<${process.pid}-${Date.now()}-${count}@romashka.example>`;
  const date = spec.date ?? 'Mon, 23 Nov 2026 10:00:00 +0300';
  const lines = [
    ...(from ? [`From: ${encoded(from)}`] : []),
    `To: ${to}`,
    `Subject: ${encoded(subject)}`,
    ...(date ? [`Date: ${date}`] : []),
    ...(id ? [`Message-ID: ${id}`] : []),
    ...(spec.headers ?? []),
    ...((spec.headers ?? []).some((line) => /^content-type/i.test(line))
      ? []
      : ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']),
    '',
    text,
  ];
  return Buffer.from(`${lines.join('\r\n').replace(/\r?\n/g, '\r\n')}\r\n`);
}

/** Words beyond ASCII as RFC 2047 wants them in headers. */
const encoded = (text: string): string =>
  text.replace(
    /[^\x20-\x7e]+(?:[ ]+[^\x20-\x7e]+)*/g,
    (words) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`,
  );
