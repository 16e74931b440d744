import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What the server does to whom it talks to, in place of answering well. */
export interface SmtpScript {
  /** A command came. True: it was answered, or is not going to be. */
  command?: (socket: Socket, line: string) => boolean;
  /** A whole letter came, up to its last dot. */
  letter?: (socket: Socket) => void;
}

/** An SMTP server that takes letters as well as a script lets it, and keeps their bytes. */
export async function startSmtp({ command = () => false, letter = (socket) => say(socket, '250 taken') }: SmtpScript) {
  const letters: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let unread = '';
    let inLetter = false;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    say(socket, '220 here');
    socket.on('data', (bytes) => {
      unread += bytes.toString('latin1');
      for (;;) {
        const mark = inLetter ? '\r\n.\r\n' : '\r\n';
        const end = unread.indexOf(mark);
        if (end < 0) return;
        const read = unread.slice(0, end);
        unread = unread.slice(end + mark.length);
        if (inLetter) {
          letters.push(`${read}\r\n`);
          letter(socket);
        } else if (!command(socket, read)) answer(socket, read);
        inLetter = !inLetter && /^DATA/i.test(read) && socket.writable;
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, security: 'none' as const },
    /** The letters that came whole, in order. */
    letters,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const say = (socket: Socket, line: string): void => void socket.write(`${line}\r\n`);

function answer(socket: Socket, line: string): void {
  const [word = ''] = line.toUpperCase().split(' ');
  if (word === 'QUIT') socket.end('221 bye\r\n');
  else say(socket, ANSWERS[word] ?? '250 well');
}

const ANSWERS: Record<string, string> = {
  EHLO: '250-here\r\n250 AUTH PLAIN LOGIN',
  AUTH: '235 you may',
  DATA: '354 go on',
};
