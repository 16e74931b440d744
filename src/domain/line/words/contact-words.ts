import type { LineChannel } from '../reading.ts';

/** How a word speaks of a contact. */
export interface ContactWord {
  channel?: LineChannel;
  /** Another channel it may be: "spoke to" is mostly by phone, and may be face to face. */
  or?: LineChannel;
  /**
   * 'past': told of what was ("позвонил"); 'plan': to be done by us ("позвонить", "наберу"); 'coming': done by them in time to come
   * ("приедет"); 'noun': a name for it that has no tense ("звонок"); 'is': going on ("на связи").
   */
  form: 'past' | 'plan' | 'coming' | 'noun';
  /** Who acts: 'subject' is the one who the sentence names as acting, 'we' and 'they' are told by the word, 'both' is mutual. */
  by: 'subject' | 'we' | 'they' | 'both';
  /** Writing and sending: which way is told by another word, if at all. */
  sends?: true;
  /** Says no more than the fields do, so that it may leave the text at its beginning. */
  pure?: true;
  /** Somebody was not reached: it was tried by us, and what came of it stays in the text. */
  missed?: true;
}

export const phone = { channel: 'phone' } as const;
export const talk = { channel: 'phone', or: 'meeting' } as const;
/** Somewhere people come together; now and then it is done at a distance. */
export const event = { channel: 'meeting', or: 'phone' } as const;
export const meeting = { channel: 'meeting' } as const;
export const messenger = { channel: 'messenger' } as const;
export const email = { channel: 'email' } as const;
export const fax = { channel: 'fax' } as const;

/** The words, as patterns for whole words of folded text, with what they say of a contact. */
export type ContactWords = readonly (readonly [pattern: string, word: ContactWord])[];
