import { isOurs } from '../../domain/letter/sender.ts';
import type { Sign } from './sign.ts';

/** None of our addresses stands in To or Cc. */
export const notToUs: Sign = ({ to, cc }, { own }) =>
  [...to, ...cc].some(({ address }) => isOurs(address, { addresses: own }))
    ? undefined
    : { sign: 'not-to-us', says: 'newsletter', points: 0.5 };
