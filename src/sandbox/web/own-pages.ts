import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

const hostname = (host: string): string => host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

/**
 * Keeps web pages from elsewhere out: anybody may be anybody here, so a page that the visitor has open beside this one
 * must neither act nor read. A name that its owner lets point to this machine shows in Host (DNS rebinding); a request
 * across sites in Origin; and the Bot API, which takes GET too, is for programs, which say nothing about sites.
 */
export function keepOthersOut(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, url }, reply) => {
    const { host = '', origin } = headers;
    const known = hostname(host) === 'localhost' || isIP(hostname(host)) !== 0;
    if (!known) return reply.code(403).send({ error: 'open this page at 127.0.0.1 or localhost' });
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
      return reply.code(403).send({ error: 'other origin' });
    }
    if (url.startsWith('/bot') && headers['sec-fetch-site'] !== undefined) {
      return reply.code(403).send({ error: 'the Bot API is for programs' });
    }
  });
}
