import type { Sign } from './sign.ts';

/** Somebody wants to meet, or not any more; calendars send it with the headers of machines. */
export const invitation: Sign = ({ invitation: found }) =>
  found && found.method !== 'reply' && found.method !== 'other'
    ? { sign: 'invitation', says: 'client', points: 3 }
    : undefined;
