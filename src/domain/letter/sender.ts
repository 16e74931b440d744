import { domainOf, isFreeMail } from '../client/email.ts';
import type { Forwarded } from './forward.ts';
import type { Address, Via } from './letter.ts';
import { isRobot } from './robot.ts';

/** Which addresses are our own. */
export interface Ourselves {
  addresses: ReadonlySet<string>;
}

/** Our own mailbox, or another one at our own domain. */
export function isOurs(address: string, { addresses }: Ourselves): boolean {
  if (addresses.has(address)) return true;
  const domain = domainOf(address);
  return domain !== '' && !isFreeMail(domain) && [...addresses].some((own) => domainOf(own) === domain);
}

/** What a letter says of who it is from. */
export interface Claims {
  from: Address;
  replyTo?: Address;
  forwarded?: Forwarded;
  form?: Address;
}

export interface Sender {
  from: Address;
  /** Where the sender wants answers, if elsewhere. */
  replyTo?: Address;
  via?: Via;
}

/**
 * Who a letter is from. From decides; Reply-To, a form's own field and the letter handed on count only where From is our own
 * or a robot's address, lest a stranger pass as a client.
 */
export function senderOf({ from, replyTo, forwarded, form }: Claims, own: Ourselves): Sender {
  const ours = isOurs(from.address, own);
  if (ours && forwarded && forwarded.from.address !== '' && !isOurs(forwarded.from.address, own)) {
    return { from: forwarded.from, via: { kind: 'forward', by: from, note: forwarded.note } };
  }
  if (ours || from.address === '' || isRobot(from.address)) {
    const usable = (one: Address | undefined): one is Address =>
      one !== undefined && one.address !== '' && !isOurs(one.address, own) && !isRobot(one.address);
    if (usable(replyTo)) {
      const name =
        replyTo.name || (form?.address === replyTo.address ? form.name : '') || (from.address === '' ? from.name : '');
      return { from: { address: replyTo.address, name }, via: { kind: 'reply-to', by: from } };
    }
    if (usable(form)) return { from: form, via: { kind: 'form', by: from } };
  }
  return { from, ...(replyTo && replyTo.address !== from.address && { replyTo }) };
}
