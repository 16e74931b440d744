import { domainOf, isFreeMail } from '../client/email.ts';
import type { Forwarded } from './forward.ts';
import type { Invitation } from './invitation.ts';
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
export interface SenderClaims {
  from: Address;
  replyTo?: Address;
  /** Who wrote it, by the word of a group that passes it on under its own address. */
  original?: Address;
  forwarded?: Forwarded;
  form?: Address;
  invitation?: Pick<Invitation, 'method' | 'organizer'>;
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
export function senderOf(claims: SenderClaims, own: Ourselves): Sender {
  const { from, replyTo, original, forwarded, form, invitation } = claims;
  const ours = isOurs(from.address, own);
  const inner = ours ? innermost(forwarded, own) : undefined;
  if (inner) return { from: inner.from, via: { kind: 'forward', by: from, note: notesOf(forwarded, inner) } };
  if (ours || from.address === '' || isRobot(from.address)) {
    const usable = (one: Address | undefined): one is Address =>
      one !== undefined && one.address !== '' && !isOurs(one.address, own) && !isRobot(one.address);
    const told = usable(replyTo) ? replyTo : usable(original) ? original : undefined;
    if (told) {
      const formName = form?.address === told.address ? form.name : '';
      const name = told.name || formName || (from.address === '' ? from.name : throughGroup(from.name));
      return { from: { address: told.address, name }, via: { kind: 'reply-to', by: from } };
    }
    if (usable(form)) return { from: form, via: { kind: 'form', by: from } };
    const organizer = invitation && /^(?:request|cancel)$/.test(invitation.method) ? invitation.organizer : undefined;
    if (usable(organizer)) return { from: organizer, via: { kind: 'invitation', by: from } };
  }
  return { from, ...(replyTo && replyTo.address !== from.address && { replyTo }) };
}

/** The letter handed on that is not one of our own: colleagues hand on what colleagues handed on. */
export function innermost(forwarded: Forwarded | undefined, own: Ourselves): Forwarded | undefined {
  for (let one = forwarded; one; one = one.within) {
    if (one.from.address !== '' && !isOurs(one.from.address, own)) return one;
  }
  return undefined;
}

/** What everybody wrote above it, down to the letter itself. */
function notesOf(forwarded: Forwarded | undefined, inner: Forwarded): string {
  const notes: string[] = [];
  for (let one = forwarded; one; one = one === inner ? undefined : one.within) notes.push(one.note);
  return notes.filter(Boolean).join('\n');
}

/** "'Olga' via Sales": how groups name the one who wrote to them. */
const throughGroup = (name: string): string => /^'?(.{1,100}?)'?\s+(?:via|через)\s/iu.exec(name)?.[1] ?? '';
