import type { Letter } from './letter.ts';
import type { MailTrouble } from './mailbox.ts';
import type { OutgoingLetter } from './outgoing.ts';
import type { BounceReason } from './report.ts';

/** What became of an order to the mail machinery, or of a letter of ours, for the user who is to hear of it. */
export type MailNews =
  | { kind: 'sent' | 'unknown'; user: number; outgoing: OutgoingLetter }
  | { kind: 'refused' | 'delayed'; user: number; outgoing: OutgoingLetter; trouble: string; detail: string }
  | { kind: 'bounced'; user: number; outgoing: OutgoingLetter; reason: BounceReason; detail: string }
  | { kind: 'read' | 'late'; user: number; outgoing: OutgoingLetter }
  /** Somebody who was invited has answered: to a letter of ours, or about a meeting that a contact was planned for. */
  | { kind: 'attends'; user: number; letter: Letter; about?: OutgoingLetter }
  /** An automatic reply came to it. */
  | { kind: 'away'; user: number; outgoing: OutgoingLetter; letter: Letter }
  | { kind: 'removed'; user: number; letter: Letter }
  | { kind: 'not-removed'; user: number; letter: Letter; trouble: MailTrouble; detail: string };
