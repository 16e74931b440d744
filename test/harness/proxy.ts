import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The name of a MongoDB command stands at the beginning of its message, behind header, flags and sizes. */
const COMMAND_AT = 26;
const isWrite = (message: Buffer): boolean =>
  /^(?:insert|update|delete|findAndModify)\0/.test(message.toString('latin1', COMMAND_AT, COMMAND_AT + 14));

/** What becomes of one write: it arrives in half, or it arrives and its answer does not. */
export type Tear = 'request' | 'answer';

/** A TCP proxy before a MongoDB server that can be in every kind of trouble: what an outage looks like from the client's side. */
export async function startProxy(host: string, port: number) {
  const sockets = new Set<Socket>();
  let cut = false;
  let frozen = false;
  let delay = 0;
  let tear: Tear | undefined;
  let torn = 0;

  function join(client: Socket, upstream: Socket): void {
    let unanswered = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (message: Buffer) => {
      if (!tear || !isWrite(message)) return void upstream.write(message);
      torn += 1;
      if (tear === 'answer') unanswered = true;
      upstream.write(tear === 'answer' ? message : message.subarray(0, message.length / 2));
      if (tear === 'request') upstream.end(end);
      tear = undefined;
    });
    upstream.on('data', (answer: Buffer) => {
      if (unanswered) return end();
      if (delay === 0) return void client.write(answer);
      setTimeout(() => client.writable && client.write(answer), delay);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (frozen) socket.pause();
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
  }

  const server = createServer((client) => {
    if (cut) client.destroy();
    else join(client, connect(port, host));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    /** Every connection ends, and no new one is taken. */
    cut() {
      cut = true;
      for (const socket of sockets) socket.destroy();
    },
    /** Nothing passes any more, in either direction, and nobody is told. */
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    /** Every answer takes so many milliseconds longer. */
    slow(ms: number) {
      delay = ms;
    },
    /** The next write is torn; `torn` counts them. */
    tear(how: Tear) {
      tear = how;
    },
    get torn(): number {
      return torn;
    },
    /** All is well again; what was frozen moves on. */
    restore() {
      cut = frozen = false;
      delay = 0;
      tear = undefined;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      this.restore();
      this.cut();
      server.close();
      await once(server, 'close');
    },
  };
}
