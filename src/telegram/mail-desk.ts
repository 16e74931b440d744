import type { Mailbox, MailTrouble } from '../domain/letter/mailbox.ts';

/** What a test of a mailbox found. */
export type MailboxVerdict =
  | { ok: true; idle: boolean; letters: number }
  | { ok: false; side: 'imap' | 'smtp'; trouble: MailTrouble; detail: string };

/** What the chat asks of the mail machinery; handed in by the wiring. */
export interface MailDesk {
  /** Something was ordered in the database: begin now rather than at the next round. */
  poke(): void;
  /** Looks into every mailbox at once. */
  fetchNow(): Promise<{ looked: number; all: number }>;
  test(mailbox: Pick<Mailbox, 'imap' | 'smtp' | 'login' | 'folder'>, password: string): Promise<MailboxVerdict>;
  passwordOf(mailbox: Mailbox): Promise<string | undefined>;
  /** An address of ours that leads into the phone's own mail program; undefined without a public address. */
  handOff?(letter: { to: string; subject: string; text: string }): string | undefined;
}
