import type { Letter } from '../../../src/domain/letter/letter.ts';
import { quoted } from '../../../src/domain/letter/letter-text.ts';
import { local } from '../../../src/domain/time/zone.ts';
import type { User } from '../../../src/domain/user.ts';
import { type Texts, texts } from '../../../src/i18n/index.ts';
import { showAddress } from '../letter-head.ts';
import { writtenIn } from '../letter-written.ts';

/** What stands below the text of a letter of ours: the signature, and the letter that it answers. */
export function tailOf(user: User, answered: Letter | undefined): string {
  const t: Texts = texts[user.language];
  const signature = user.signature ? `\n\n-- \n${user.signature}` : '';
  if (!answered || user.quotes === false) return signature;
  const when = local(answered.deliveredAt, user.zone).toFormat('dd.MM.yyyy HH:mm');
  return `${signature}\n\n${t.letter.wrote(showAddress(answered.from), when)}\n${quoted(writtenIn(answered).body)}`;
}
