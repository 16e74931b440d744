import { isRobot } from '../../domain/letter/robot.ts';
import type { Sign } from './sign.ts';

const ROLE =
  /^(?:info|news|newsletter|sales|support|help|hello|team|office|admin|contact|marketing|promo|service|shop|store|order|billing|mail|digest|welcome|community|updates?)(?:[._+-].*)?@/i;
const NAME = /^\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’.-]{0,30}){1,2}$/u;
const PROGRAM =
  /outlook|thunderbird|apple mail|iphone mail|ipad mail|the bat|roundcube|the ?bat!|evolution|kmail|zimbra|samsung|k-9/i;

/** A name of two words and an address that is a person's, or a program that people write letters with. */
export const person: Sign = ({ from, headers }) => {
  const { address, name } = from;
  if (address === '' || ROLE.test(address) || isRobot(address)) return undefined;
  const byHand = PROGRAM.test(headers['x-mailer'] ?? '') || PROGRAM.test(headers['user-agent'] ?? '');
  return NAME.test(name) || byHand ? { sign: 'person', says: 'person', points: 1 } : undefined;
};
