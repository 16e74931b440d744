import { domainOf, isFreeMail } from '../../domain/client/email.ts';
import type { Sign } from './sign.ts';

/** The list that it came through is a group or alias of our own. */
export const ownGroup: Sign = ({ headers }, { own }) => {
  const domains = [...own].map(domainOf).filter((domain) => domain !== '' && !isFreeMail(domain));
  const list = [headers['list-id'], headers['mailing-list'], headers['list-post']].join(' ').toLowerCase();
  return domains.some((domain) => list.includes(domain)) ? { sign: 'own-group', says: 'person', points: 2 } : undefined;
};
