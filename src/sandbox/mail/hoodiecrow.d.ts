/** The package ships no types; this is the part of it that is used. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  export interface ImapMessage {
    raw: string;
    uid: number;
    flags: string[];
    internaldate: string | Date;
    ghost?: boolean;
  }
  export interface ImapFolder {
    messages: ImapMessage[];
    uidvalidity: number;
    uidnext: number;
    'special-use'?: string;
  }
  interface Options {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: Record<string, object>;
  }
  export interface ImapServer {
    server: Server;
    getMailbox(path: string): ImapFolder | undefined;
    appendMessage(path: string, flags: string[], date: Date, raw: string): { message: ImapMessage };
    on(event: 'notify', listener: () => void): this;
  }
  export default function createServer(options: Options): ImapServer;
}
declare module 'hoodiecrow-imap/lib/mimeparser.js' {
  export default function parse(raw: string): object;
}
declare module 'hoodiecrow-imap/lib/bodystructure.js' {
  export default function structure(tree: object, options?: object): unknown;
}
