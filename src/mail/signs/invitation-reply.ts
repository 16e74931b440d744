import type { Sign } from './sign.ts';

/** The answer to an invitation, which a calendar writes. */
export const invitationReply: Sign = ({ invitation }) =>
  invitation?.method === 'reply'
    ? { sign: 'invitation-reply', says: 'machine', points: 0, reason: 'invitation-reply' }
    : undefined;
