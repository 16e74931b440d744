import { formFields } from '../../domain/letter/form.ts';
import type { Sign } from './sign.ts';

const SITE = /php|wordpress|swiftmailer|bitrix|tilda|drupal|joomla|django/i;

/** A letter from our own mailbox: a copy of what was sent, or somebody who forged it. What our site sends is none. */
export const ownLetter: Sign = ({ from, headers, text }, { own, via }) => {
  if (via || !own.has(from.address)) return undefined;
  const bySite = headers['x-php-originating-script'] !== undefined || SITE.test(headers['x-mailer'] ?? '');
  if (bySite || formFields(text) >= 3) return undefined;
  return { sign: 'own-letter', says: 'machine', points: 0, reason: 'own' };
};
