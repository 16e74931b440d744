import { no, ok, type Result } from '../result.ts';

// RFC 5321 allows more (quoted local parts, addresses of hosts in brackets); nobody's client has them.
const LOCAL = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*";
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const ADDRESS = `${LOCAL}@(?:${LABEL}\\.)+(?:\\p{L}{2,}|xn--[a-z0-9-]+)`;
const WHOLE = new RegExp(`^${ADDRESS}$`, 'iu');
const LONGEST_LOCAL = 64;
const LONGEST = 254;
const SEARCHED = 20_000;

const FREE_MAIL = new Set(
  (
    'gmail.com googlemail.com mail.ru bk.ru inbox.ru list.ru internet.ru xmail.ru yandex.ru yandex.com yandex.by yandex.kz ya.ru ' +
    'narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru qip.ru pochta.ru hotmail.com hotmail.co.uk outlook.com outlook.de ' +
    'live.com live.ru msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net ' +
    'web.de t-online.de freenet.de proton.me protonmail.com pm.me tutanota.com zoho.com fastmail.com mail.com ukr.net i.ua meta.ua bigmir.net ' +
    'tut.by mail.kz nur.kz orange.fr free.fr wanadoo.fr laposte.net libero.it virgilio.it wp.pl o2.pl onet.pl interia.pl seznam.cz ' +
    'qq.com 163.com 126.com sina.com comcast.net verizon.net att.net btinternet.com vk.com sibmail.com'
  ).split(' '),
);

/** The address as it is compared and stored: lower case, without "mailto:", brackets and punctuation around it. */
export function normalizeEmail(text: string): Result<string, 'none'> {
  if (text.length > LONGEST * 2) return no('none');
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:mailto:|[<("'])+/i, '')
    .replace(/[>)"',;.]+$/, '')
    .toLowerCase();
  return isEmail(bare) ? ok(bare) : no('none');
}

export function isEmail(text: string): boolean {
  return text.length <= LONGEST && text.indexOf('@') <= LONGEST_LOCAL && WHOLE.test(text);
}

/** The addresses in a text, normalised, each once, in order. Only the first 20,000 characters are looked at. */
export function findEmails(text: string): string[] {
  // Cut into words first, so that the pattern never runs along a long text without an "@".
  const words = text
    .slice(0, SEARCHED)
    .split(/[\s<>()[\]",;:]+/u)
    .flatMap(apart);
  const found = words.filter((word) => word.includes('@')).map(normalizeEmail);
  return [...new Set(found.flatMap((email) => (email.ok ? [email.value] : [])))];
}

/** "sales@firm.example/orders@firm.example": a slash may stand in an address, but not two signs of one. */
const apart = (word: string): string[] => (word.split('@', 3).length > 2 ? word.split(/[/|\\&+]/) : [word]);

/** The address without what a sender puts behind a plus to sort mail by: `anna+crm@...` is Anna's. */
export const withoutTag = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@');

/** What stands after the "@", lower case; the empty string where there is none. */
export function domainOf(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 0 ? '' : email.slice(at + 1).toLowerCase();
}

/** Whether two addresses are at one owner's domains: `news@mail.shop.example` and `info@shop.example`. */
export function isNear(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => domainOf(address).split('.').slice(-2).join('.'));
  return a !== undefined && a !== '' && a === b && !isFreeMail(domainOf(other));
}

/** Whether anybody can have an address there, so that the domain tells nothing about a client. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain.toLowerCase());
}

/** Keys for the directory's index: the address, and its domain where that belongs to one client. */
export function emailKeys(email: string): string[] {
  const address = normalizeEmail(email);
  if (!address.ok) return [];
  const domain = domainOf(address.value);
  return [`@${address.value}`, ...(isFreeMail(domain) ? [] : [`@${domain}`])];
}
