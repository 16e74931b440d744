import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** The text of the feed at a secret address; undefined: there is none (any more). */
export type FeedText = (user: number, secret: string) => Promise<string | undefined>;

/** The path of a user's feed, below the program's address. */
export const feedPath = (user: number, secret: string): string => `/feed/${user}-${secret}.ics`;

const NAME = /^(\d{1,15})-([A-Za-z0-9_-]{32})\.ics$/;

/**
 * Calendar feeds. Whatever is wrong with an address, the answer is the same 404. A calendar program that has the text
 * already gets 304.
 */
export function feedRoute(app: FastifyInstance, feed: FeedText): void {
  app.get<{ Params: { name: string } }>('/feed/:name', async (request, reply) => {
    const [, user, secret = ''] = NAME.exec(request.params.name) ?? [];
    // The address is the key: no one may keep or pass on what it leads to.
    reply.header('cache-control', 'private, no-cache').header('referrer-policy', 'no-referrer');
    let text: string | undefined;
    try {
      text = user === undefined ? undefined : await feed(Number(user), secret);
    } catch {
      // The database is away; calendars ask again by themselves.
      return reply.code(503).header('retry-after', '60').send();
    }
    if (text === undefined) return reply.code(404).type('text/plain').send('not found');
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    reply.header('etag', tag);
    if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="sloop.ics"')
      .send(text);
  });
}

const isKnown = (header = '', tag: string): boolean =>
  header
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === tag || part === '*');
