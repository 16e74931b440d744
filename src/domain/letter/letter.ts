import type { Invitation } from './invitation.ts';
import type { MachineReport } from './report.ts';
import type { SignName } from './verdict.ts';

/** An incoming letter, as the bot keeps it; the same letter in two mailboxes is one. */

export const letterStates = ['new', 'taken', 'registered', 'excluded', 'removed'] as const;
export type LetterState = (typeof letterStates)[number];

/** Why a letter rings nobody. `letter` and `sender` were said by a manager. */
export const quietReasons = [
  'own',
  'loop',
  'bounce',
  'receipt',
  'report',
  'invitation-reply',
  'auto-reply',
  'spam',
  'excluded-sender',
  'newsletter',
  'letter',
  'sender',
] as const;
export type QuietReason = (typeof quietReasons)[number];

export interface Address {
  /** Normalised; the empty string where the letter names none that could be one. */
  address: string;
  name: string;
}

/** How a letter came from its sender, where From is somebody else: by a form, a calendar, or handed on by one of us. */
export interface Via {
  kind: 'reply-to' | 'form' | 'forward' | 'invitation';
  /** Who From names. */
  by: Address;
  /** What was written above a letter that was handed on. */
  note?: string;
}

export interface LetterFile {
  id: string;
  /** Made safe: no folders, no control characters. */
  name: string;
  mime: string;
  size: number;
}

/** Where on a server a letter lies. */
export interface Place {
  mailbox: string;
  /** Of account, folder and UIDVALIDITY, as `numbering` names them: the same UID of another one is another letter. */
  uidValidity: string;
  uid: number;
}

/** One ring of one manager's phone about a letter. */
export interface Push {
  user: number;
  state: 'waiting' | 'sending' | 'sent' | 'summed' | 'shown' | 'failed';
  /** Message id in the manager's chat. */
  message?: number;
  /** While `sending`: when somebody else may try. While `waiting`: not before. */
  until?: Date;
  /** While `sending`: whose claim it is. */
  claim?: string;
  attempts?: number;
}

export interface Letter {
  id: string;
  messageId?: string;
  /** Whose letter it is: From, or who stands behind it. */
  from: Address;
  via?: Via;
  /** Where an answer goes, if not to `from`. */
  replyTo?: string;
  to: Address[];
  /** Absent in letters of old, whose `to` names them too. */
  cc?: Address[];
  subject: string;
  /** The moment the server took it (INTERNALDATE). */
  deliveredAt: Date;
  text: string;
  /** What was written, without quotes and signature; absent where that is all of `text`. */
  body?: string;
  signature?: string;
  /** Something was left out of `body`. Absent in letters of old, which have no `body` either. */
  folded?: boolean;
  files: LetterFile[];
  /** Names of files that are not here as a whole. */
  torn?: string[];
  invitation?: Invitation;
  report?: MachineReport;
  sealed?: 'pgp' | 'smime';
  /** Message-IDs of the conversation, the nearest last. */
  references: string[];
  /** Bytes of the whole letter on the server. */
  size: number;
  /** What could not be read: all of it, or only its beginning was fetched. The raw letter is among the files. */
  damage?: 'undecodable' | 'oversize';
  places: Place[];
  state: LetterState;
  /** `signs`: what the verdict rests on. */
  quiet?: { reason: QuietReason; by?: number; signs?: SignName[] };
  organization?: string;
  person?: string;
  /** A client that the sender's company domain suggests; never taken for granted. */
  suggestion?: string;
  /** Who it is for: those rung and those on duty. The client's manager sees it besides. */
  readers: number[];
  taken?: { by: number; at: Date };
  /** Who has answered it last. */
  answered?: { by: number; at: Date };
  contact?: string;
  pushes: Push[];
  /** Managers who have marked it in the list. */
  marks: number[];
}

/** More than this waiting for one manager come as one summary. */
export const RUNG_SINGLY = 5;
