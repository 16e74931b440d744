import type { FileRef } from '../contact/contact.ts';

/** An organization: a client, or one who may become one. */
export interface Organization {
  id: string;
  name: string;
  /** Tax number (INN and the like). */
  taxNumber?: string;
  addresses: string[];
  site?: string;
  emails: string[];
  /** E.164. */
  phones: string[];
  /** Telegram id of the responsible manager. */
  manager?: number;
  /** Lower case. */
  tags?: string[];
  /** To be spoken with at least every so many days. */
  keepInTouch?: number;
  note?: string;
  mergedInto?: string;
  revision: number;
}

/** Whom somebody spoke for, and until when; without `until`, whom they may speak for still, besides their employer. */
export interface FormerEmployer {
  organization: string;
  until?: Date;
}

/** A person who speaks for an organization, or for themselves. */
export interface Person {
  id: string;
  name: string;
  organization?: string;
  position?: string;
  emails: string[];
  /** E.164. */
  phones: string[];
  /** Telegram id or name. */
  telegram?: string;
  /** Lower case. */
  tags?: string[];
  /** Whom they spoke for before, the latest last; and further employers that another card told. */
  former?: FormerEmployer[];
  note?: string;
  mergedInto?: string;
  revision: number;
}

/** A paper that a contact is about: a contract, an invoice. */
export interface Document {
  id: string;
  /** Id in the dictionary of document types. */
  type?: string;
  number: string;
  /** A day without a zone, as its midnight in UTC: a contract bears the same date wherever it is read. */
  date?: Date;
  amount?: number;
  /** ISO 4217. */
  currency?: string;
  organization?: string;
  firm?: string;
  file?: FileRef;
  author: number;
  /** Counts changes; a change says on which one it was decided. */
  revision: number;
  removed?: { at: Date; by: number };
}

export const dictionaryKinds = ['type', 'source', 'channel', 'documentType', 'characteristic', 'firm'] as const;
export type DictionaryKind = (typeof dictionaryKinds)[number];

/** What the values of a characteristic are. */
export const valueKinds = ['text', 'number', 'date', 'link', 'file'] as const;
export type ValueKind = (typeof valueKinds)[number];

/** A value of a dictionary. In use it is retired, never deleted. */
export interface Entry {
  id: string;
  kind: DictionaryKind;
  name: { ru: string; en: string };
  order: number;
  retired?: boolean;
  /** Counts its changes; absent stands for 0. */
  revision?: number;
  /** Of a characteristic: what its values are. */
  values?: ValueKind;
}
