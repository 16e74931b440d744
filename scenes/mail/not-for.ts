import type { OutgoingLetter } from '../../src/domain/letter/outgoing.ts';
import type { Texts } from '../../src/i18n/index.ts';

/** Who of those that were to get a copy does not get one, in the server's words: the letter itself has left. */
export const notForLines = ({ letter }: Texts, { notFor = [] }: Pick<OutgoingLetter, 'notFor'>): string[] =>
  notFor.map(({ address, detail }) => `⚠️ ${letter.notFor(address)}${detail && ` (${detail})`}`);
