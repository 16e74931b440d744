import { type EmailAddress, parseAddressHeader } from 'mailparser';
import { findEmails, normalizeEmail } from '../../domain/client/email.ts';
import type { Address } from '../../domain/letter/letter.ts';
import { isRobot } from '../../domain/letter/robot.ts';
import { type Header, line, rawHeader } from './headers.ts';
import { decodeWords } from './words.ts';

/*
 * The addresses of a header (RFC 5322, 3.4), by mailparser's grammar. Names are decoded by our own reader beforehand, with what has
 * a meaning in addresses put out of the way: a comma in a coded name parts no list.
 */

const NAME = 200;
const LONGEST = 20_000;
/** Signs with a meaning in lists of addresses, and a place for each among those that no text has. */
const SPECIAL = /["<>,;:()@\\[\]=?]/g;
const AWAY = 0xe000;

const putAway = (text: string): string =>
  text.replace(SPECIAL, (sign) => String.fromCharCode(AWAY + sign.charCodeAt(0)));
const putBack = (text: string): string =>
  text.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - AWAY));

/** The addresses of all headers of a name; of one that cannot be read, `address` is the empty string. */
export function addresses(headers: readonly Header[], name: string): Address[] {
  const raw = headers
    .filter((header) => header.name === name)
    .map(({ value }) => value)
    .join(', ')
    .slice(0, LONGEST);
  if (raw.trim() === '') return [];
  const text = decodeWords(raw, putAway);
  const one = ONE.exec(text);
  if (!one) return listed(parseAddressHeader(text).value);
  const [, quoted = '', plain = quoted, bracketed = '', bare = bracketed] = one;
  return listed([{ name: plain, address: bare }]);
}

/** One address, with a name or without: nearly all headers are, and the whole grammar is not needed for them. */
const ONE =
  /^\s*(?:(?:"([^"\\]{1,200})"|([^\s"'<>,;:()@\\[\]=?][^"'<>,;:()@\\[\]=?]{0,200}?))?\s{0,20}<([^\s"'<>,;:()@\\[\]=?]{1,64}@[\w.-]{1,190})>|([^\s"'<>,;:()@\\[\]=?]{1,64}@[\w.-]{1,190}))\s*$/;

function listed(list: readonly EmailAddress[]): Address[] {
  return list.flatMap(({ address, name, group }) => {
    if (group) return listed(group);
    const normal = normalizeEmail(putBack(address ?? ''));
    return [{ address: normal.ok ? normal.value : '', name: nameOf(name ?? '') }];
  });
}

const nameOf = (text: string): string => line(putBack(text), NAME).replace(/^["']+|["']+$/g, '');

/**
 * Who a letter says it is from: of several the first that is no robot; where no address can be read, whatever stands there.
 */
export function authorOf(headers: readonly Header[]): Address {
  const from = addresses(headers, 'from').filter(({ address }) => address !== '');
  const author = from.find(({ address }) => !isRobot(address)) ?? from[0];
  if (author) return author;
  const said = decodeWords(rawHeader(headers, 'from'));
  const [loose = ''] = findEmails(said);
  if (loose !== '')
    return { address: loose, name: nameOf(said.slice(0, said.toLowerCase().indexOf(loose)).replace(/<$/, '')) };
  const [sender] = addresses(headers, 'sender').filter(({ address }) => address !== '');
  return sender ?? { address: '', name: line(said.replace(/[<>]/g, ' '), NAME) };
}
