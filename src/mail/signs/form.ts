import { isNear } from '../../domain/client/email.ts';
import { isFormText } from '../../domain/letter/form.ts';
import { isOurs } from '../../domain/letter/sender.ts';
import type { Sign } from './sign.ts';

/** A form or a colleague hands on what a client wrote. A shop that wants answers at another address of its own hands on nothing. */
export const form: Sign = ({ form: sender, replyTo, text }, { via, own }) => {
  const told = sender !== undefined || isFormText(text);
  const ofItsOwn =
    via?.kind === 'reply-to' &&
    !isOurs(via.by.address, { addresses: own }) &&
    isNear(via.by.address, replyTo?.address ?? '');
  if (told) return { sign: 'form', says: 'client', points: 3 };
  if (!via || ofItsOwn) return undefined;
  return { sign: 'form', says: 'client', points: via.kind === 'reply-to' && via.by.address !== '' ? 2 : 3 };
};
