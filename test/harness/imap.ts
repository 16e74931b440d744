import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The lines a command is answered with: untagged ones with their star, the last one without its tag. */
export type ImapScript = (command: string) => string[] | undefined;

const CAPABILITIES = 'IMAP4rev1 UIDPLUS MOVE';
const FOLDERS = ['* LIST (\\HasNoChildren) "/" INBOX', '* LIST (\\HasNoChildren \\Trash) "/" Trash'];
/** What opening a folder tells: one letter, which has the number 7. */
export const OPENED = [
  '* 1 EXISTS',
  '* FLAGS (\\Deleted \\Seen)',
  '* OK [PERMANENTFLAGS (\\Deleted \\Seen)] flags',
  '* OK [UIDVALIDITY 1] valid',
];

/** An IMAP server that answers by a script, well where that says nothing, and tells which commands came. */
export async function startImap(script: ImapScript) {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let unread = '';
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write(`* OK [CAPABILITY ${CAPABILITIES}] here\r\n`);
    socket.on('data', (bytes) => {
      const lines = (unread + String(bytes)).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
        commands.push(command);
        const answer = script(command) ?? usual(command);
        socket.write(answer.map((one) => (one.startsWith('*') ? `${one}\r\n` : `${tag} ${one}\r\n`)).join(''));
        if (command === 'LOGOUT') socket.end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, security: 'none' as const },
    commands,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function usual(command: string): string[] {
  if (command === 'CAPABILITY') return [`* CAPABILITY ${CAPABILITIES}`, 'OK done'];
  if (/^LIST/.test(command)) return [...(command.endsWith(' ""') ? ['* LIST () "/" ""'] : FOLDERS), 'OK done'];
  if (/^SELECT/.test(command)) return [...OPENED, '* OK [UIDNEXT 8] next', 'OK [READ-WRITE] done'];
  return ['OK done'];
}
