import { findEmails } from '../client/email.ts';
import { spokenKeys } from '../client/heard.ts';
import { phoneKeysIn } from '../client/phone.ts';
import { mentionKeys } from '../client/search-keys.ts';
import { fold } from '../text/spans.ts';
import { COMMON_WORDS } from './words/common-words.ts';

/** Names stand in the first lines; the rest of a long text is content. In characters, and in words looked up. */
const SEARCHED = 1500;
const MOST_WORDS = 120;

/** Keys of the directory's index, by which the clients and persons that a line may name are found. */
export interface NameProbes {
  /** Of words as they are, and of addresses and phones. */
  exact: string[];
  /** Of words with a slip, and of words that a recogniser tore apart ("глоб эксом"). */
  near: string[];
  /** Of Russian words, by how they sound: a Latin name may have been meant. */
  heard: string[];
}

export function nameProbes(text: string): NameProbes {
  const searched = text.slice(0, SEARCHED);
  const words = (searched.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  const exact = new Set<string>();
  const near = new Set<string>();
  const heard = new Set<string>();
  for (const word of words) {
    if (word.length < 2 && !/\p{Lu}/u.test(word)) continue;
    const keys = mentionKeys(word);
    for (const key of keys.exact) exact.add(key);
    if (word.length >= 4) for (const key of keys.near) near.add(key);
  }
  for (const word of words.map((one) => fold(one).toLowerCase())) {
    if (!COMMON_WORDS.has(word)) for (const key of spokenKeys(word)) heard.add(key);
  }
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next !== undefined && word.length + next.length >= 5) {
      for (const key of mentionKeys(word + next).exact) near.add(key);
    }
  }
  for (const email of findEmails(searched)) exact.add(`@${email}`);
  for (const key of phoneKeysIn(searched)) exact.add(key);
  return { exact: [...exact], near: [...near], heard: [...heard] };
}
