import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type ParsedMail, simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailServer } from './mailbox-server.ts';

const PAGE = new URL('../page/', import.meta.url);
const ASSETS: Record<string, string> = {
  'mail.html': 'text/html; charset=utf-8',
  'mail.css': 'text/css; charset=utf-8',
  'mail.js': 'text/javascript; charset=utf-8',
};
const POLICY = "default-src 'self'; frame-ancestors 'self'";
const LETTER_LIMIT = 30 * 1024 * 1024;
const SHOWN = 50;

/** What the page sends to write a letter as a client. */
interface Written {
  from: string;
  name?: string;
  subject: string;
  text: string;
  /** Message-ID of the bot's letter this answers. */
  inReplyTo?: string;
  references?: string[];
  files?: { name: string; mime: string; content: string }[];
}

const text = (value: unknown, limit: number): string => (typeof value === 'string' ? value.slice(0, limit) : '');

function writtenOf(body: unknown): Written | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const given: Partial<Record<keyof Written, unknown>> = body;
  const from = text(given.from, 200).trim();
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) return undefined;
  const files = Array.isArray(given.files) ? given.files : [];
  return {
    from,
    name: text(given.name, 200),
    subject: text(given.subject, 500),
    text: text(given.text, 200_000),
    ...(given.inReplyTo !== undefined && { inReplyTo: text(given.inReplyTo, 500) }),
    references: (Array.isArray(given.references) ? given.references : []).map((one) => text(one, 500)),
    files: files.map((file: Record<string, unknown>) => ({
      name: text(file.name, 200),
      mime: text(file.mime, 100) || 'application/octet-stream',
      content: text(file.content, LETTER_LIMIT),
    })),
  };
}

/** The client's side of the mail: a page to write letters to us as somebody else, and to read what we sent. */
export function mailRoutes(app: FastifyInstance, server: MailServer): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  app.get('/mail', (_request, reply) => reply.redirect('/mail/mail.html'));
  app.get<{ Params: { asset: string } }>('/mail/:asset', async ({ params }, reply) => {
    const type = ASSETS[params.asset];
    if (type === undefined) return reply.code(404).send({ error: 'not found' });
    const content = await readFile(new URL(params.asset, PAGE));
    return reply.type(type).header('content-security-policy', POLICY).header('cache-control', 'no-cache').send(content);
  });
  app.get('/mail/api/letters', async () => {
    const latest = server.departed().slice(-SHOWN).toReversed();
    const letters = await Promise.all(
      latest.map(async ({ at, to, raw }) => ({ at, to, ...view(await simpleParser(raw)) })),
    );
    return { address: server.address, letters };
  });
  app.post('/mail/api/letters', { bodyLimit: LETTER_LIMIT * 2 }, async ({ body }, reply) => {
    const written = writtenOf(body);
    if (!written) return reply.code(400).send({ error: 'a sender like name@company.com is needed' });
    server.deliver(await composeRequest(written, server.address));
    return { sent: true };
  });
}

const view = (mail: ParsedMail) => ({
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  messageId: mail.messageId ?? '',
  references: [mail.references ?? []].flat(),
  files: mail.attachments.map(({ filename, size }) => ({ name: filename ?? '', size })),
});

/** A letter of a client's, as it travels. */
export const composeRequest = (written: Written, to: string): Promise<Buffer> =>
  new MailComposer({
    from: { name: written.name ?? '', address: written.from },
    to,
    subject: written.subject,
    text: written.text,
    ...(written.inReplyTo && {
      inReplyTo: written.inReplyTo,
      references: [...(written.references ?? []), written.inReplyTo].join(' '),
    }),
    attachments: (written.files ?? []).map(({ name, mime, content }) => ({
      filename: name,
      contentType: mime,
      content: Buffer.from(content, 'base64'),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
