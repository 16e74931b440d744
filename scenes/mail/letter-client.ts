import { domainOf, isFreeMail } from '../../src/domain/client/email.ts';
import type { CountryCode } from '../../src/domain/client/phone.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { signaturePhones } from '../../src/domain/letter/letter-text.ts';

/** What a letter tells of a person who wrote it: the name, the address, the phones of the signature. */
export const newPersonFrom = ({ from, text }: Letter, country?: CountryCode) => ({
  ...(from.name && { name: from.name }),
  ...(from.address && { emails: [from.address] }),
  ...phonesOf(text, country),
});

/** What a letter tells of a client: a company by its domain, somebody with a private address by his name. */
export function newClientFrom({ from, text }: Letter, country?: CountryCode) {
  const domain = domainOf(from.address);
  const own = domain !== '' && !isFreeMail(domain);
  return {
    ...(own ? { site: domain } : from.name && { name: from.name }),
    ...(from.address && { emails: [from.address] }),
    ...phonesOf(text, country),
  };
}

function phonesOf(text: string, country: CountryCode | undefined): { phones?: string[] } {
  const phones = signaturePhones(text, country);
  return phones.length > 0 ? { phones } : {};
}
