import { isRobot } from '../../domain/letter/robot.ts';
import type { Sign } from './sign.ts';

const CAMPAIGNS =
  /^(?:news|newsletter|digest|promo|marketing|mailing|rassylka|subscribe|info-?mail|offers?|sales-?news|hello|team|community|updates?)(?:[._+-].*)?@/i;

/** An address that nobody reads, or that is there for mailings. */
export const robotSender: Sign = ({ from }, { via }) =>
  !via && (isRobot(from.address) || CAMPAIGNS.test(from.address))
    ? { sign: 'robot-sender', says: 'newsletter', points: 1 }
    : undefined;
