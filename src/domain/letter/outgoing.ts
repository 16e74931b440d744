import type { Contact } from '../contact/contact.ts';
import type { LetterFile } from './letter.ts';
import type { BounceReason } from './report.ts';

/** Waiting to be sent, handed to the server right now, sent, refused for good, or nobody knows (a crash in between). */
export const outgoingStates = ['waiting', 'sending', 'sent', 'refused', 'unknown'] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** Somebody whom a letter that was sent has not gone to. */
export interface NotFor {
  address: string;
  detail: string;
}

/** A letter from one of us to a client. */
export interface OutgoingLetter {
  id: string;
  author: number;
  mailbox: string;
  to: string;
  subject: string;
  text: string;
  /** What stands below it: the author's signature, the letter that it answers. */
  tail?: string;
  /** Who gets it too. */
  cc?: string[];
  /** Of these, whom the server did not take it for, with its words. */
  notFor?: NotFor[];
  /** An iTIP message that goes along: the answer to an invitation. */
  calendar?: string;
  files: LetterFile[];
  /** Chosen before the letter is sent, so that an answer, or a copy, is recognised whatever happens in between. */
  messageId: string;
  inReplyTo?: string;
  references: string[];
  /** The contact it was written from. */
  contact?: string;
  /** The letter it answers. */
  letter?: string;
  organization?: string;
  person?: string;
  /** Message id of the card that says it is being sent: what becomes of it is told there. */
  card?: number;
  state: OutgoingState;
  sentAt?: Date;
  /** Why it was refused, or waits. */
  trouble?: string;
  detail?: string;
  /** Why a mail server sent it back. */
  bounce?: BounceReason;
  /** When its recipient's program said that it was read. */
  readAt?: Date;
  /** When a mail server first said that it has not arrived yet. */
  lateAt?: Date;
}

/**
 * What a letter written from a contact begins with: its content, where those are words of ours. What a client told or
 * wrote is not sent back to them.
 */
export function ownWords(contact: Pick<Contact, 'content' | 'direction' | 'status' | 'letter'>): string | undefined {
  const { content, direction, status, letter } = contact;
  const ours = direction === 'outgoing' || (status === 'planned' && letter === undefined);
  return ours && content ? content : undefined;
}
