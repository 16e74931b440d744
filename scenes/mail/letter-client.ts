import { domainOf, isFreeMail } from '../../src/domain/client/email.ts';
import type { CountryCode } from '../../src/domain/client/phone.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { phonesIn, signaturePhones } from '../../src/domain/letter/letter-text.ts';
import { isRobot } from '../../src/domain/letter/robot.ts';

/** What a letter tells of a person who wrote it: the name, the address, the phones of the signature. */
export const newPersonFrom = (letter: Letter, country?: CountryCode) => ({
  ...(letter.from.name && { name: letter.from.name }),
  ...emailsOf(letter),
  ...phonesOf(letter, country),
});

/** What a letter tells of a client: a company by its domain, somebody with a private address by their name. */
export function newClientFrom(letter: Letter, country?: CountryCode) {
  const { from } = letter;
  const domain = domainOf(from.address);
  const own = domain !== '' && !isFreeMail(domain) && !isRobot(from.address);
  return {
    ...(own ? { site: domain } : from.name && { name: from.name }),
    ...emailsOf(letter),
    ...phonesOf(letter, country),
  };
}

/** A robot's address never becomes a client's. */
const emailsOf = ({ from }: Letter): { emails?: string[] } =>
  from.address && !isRobot(from.address) ? { emails: [from.address] } : {};

function phonesOf({ body, signature, text, via }: Letter, country: CountryCode | undefined): { phones?: string[] } {
  const told = via?.kind === 'form' || via?.kind === 'reply-to' || via?.kind === 'forward';
  const phones =
    body === undefined
      ? signaturePhones(text, country)
      : phonesIn(signature || (told ? body : body.split('\n').slice(-6).join('\n')), country);
  return phones.length > 0 ? { phones } : {};
}
