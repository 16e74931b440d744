import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a recogniser on loopback got of one request: the fields of its form, and the file. */
export interface Asked {
  path: string;
  key: string | undefined;
  fields: Record<string, string>;
  file: { name: string; type: string; bytes: Buffer };
}

export interface Loopback {
  url: string;
  asked: Asked[];
  /** Answers from now on. By default every note says `говорит номер N`. */
  answer: (asked: Asked, response: ServerResponse, request: IncomingMessage) => void | Promise<void>;
  /** Answers every note with these words. */
  says(text: string, more?: object): void;
  close(): Promise<void>;
}

/** A server with the OpenAI-compatible interface for speech that says what the test wants. */
export async function startLoopback(): Promise<Loopback> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void take(request, response, Buffer.concat(parts)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  async function take(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const fields: Record<string, string> = {};
    let file: Asked['file'] = { name: '', type: '', bytes: Buffer.alloc(0) };
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = value;
      else file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
    }
    const asked = { path: request.url ?? '', key: request.headers.authorization, fields, file };
    loopback.asked.push(asked);
    await loopback.answer(asked, response, request);
  }

  const loopback: Loopback = {
    url: `http://127.0.0.1:${port}/v1`,
    asked: [],
    answer: (_asked, response) => void response.end(JSON.stringify({ text: `говорит номер ${loopback.asked.length}` })),
    says(text, more = {}) {
      loopback.answer = (_asked, response) => void response.end(JSON.stringify({ text, ...more }));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return loopback;
}
