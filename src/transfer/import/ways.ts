import { findEmails } from '../../domain/client/email.ts';
import { type CountryCode, joinPhones, type PhoneNumber, phoneOf, storedPhone } from '../../domain/client/phone.ts';
import { readPhones } from '../../domain/client/phone-text.ts';
import { clean } from '../../domain/text/html.ts';
import { type Draft, saysAnything, tidyCell, tidyLines } from './draft.ts';

/*
 * How somebody is reached, as one cell tells it: several phones, addresses, labels, and words around them.
 */

interface Told {
  heading: string;
  label?: string | undefined;
  country?: CountryCode | undefined;
}

/** Some cells hold all ways to reach somebody: what is an address is taken for one. */
export function takeWays(draft: Draft, text: string, told: Told): void {
  const emails = findEmails(text);
  if (emails.length === 0) {
    takePhones(draft, text, told);
    return;
  }
  const mails: string[] = [];
  const others: string[] = [];
  for (const word of text.split(/[,;\s]+/)) (findEmails(word).length > 0 ? mails : others).push(word);
  takeEmails(draft, mails.join(' '), told);
  const rest = others.filter((word) => !/^(?:e-?mail|mail|почта|эл\.?)[.:]?$/i.test(word)).join(' ');
  if (/\d/.test(rest)) takePhones(draft, rest, told);
  else if (saysAnything(rest)) draft.keep(told.heading, rest);
}

function takePhones(draft: Draft, text: string, { heading, label, country }: Told): void {
  const read = readPhones(clean(plainList(text)), country);
  const kind = labelOf(label);
  const labelled = read.phones.map((stored) => {
    const phone = phoneOf(stored);
    return phone ? { ...phone, label: [kind, phone.label].filter(Boolean).join(', ') } : stored;
  });
  draft.phones = joinPhones(
    draft.phones,
    labelled.map((phone) => (typeof phone === 'string' ? phone : storedPhone(phone))),
  );
  keepLabels(draft, labelled, heading);
  // A label beside what is not a number is kept by itself.
  if (kind && labelled.every((phone) => typeof phone === 'string') && !heading.includes(kind)) {
    draft.keep(heading, `${kind}: ${read.raw.join(', ')}`);
  }
  for (const raw of read.raw) draft.doubt('phone', raw);
  if (read.words.length === 0) return;
  draft.keep(heading, tidyLines(read.words.join(', ')));
  for (const words of read.words) draft.doubt('phone', words);
}

/** Labels for which there was no room beside their number, as it may have another one already. */
function keepLabels(draft: Draft, labelled: readonly (string | PhoneNumber)[], heading: string): void {
  for (const told of labelled) {
    if (typeof told === 'string' || !told.label) continue;
    const stored = draft.phones
      .map(phoneOf)
      .find((phone) => phone?.number === told.number && phone.extension === told.extension);
    if (!stored?.label?.includes(told.label)) draft.keep(heading, `${told.label}: ${told.number}`);
  }
}

/** Some programs export several values as JSON: `[{"value": "+1 ...", "label": "work"}]`. */
function plainList(text: string): string {
  if (!/^\s*\[/.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return text;
    const words = parsed.map((one) => (typeof one === 'object' && one !== null ? plainEntry(one) : String(one)));
    return words.join('; ');
  } catch {
    return text;
  }
}

/** A number with its calling code beside it, else all that is said. */
function plainEntry(one: object): string {
  const { number, callingCode, countryCode: _, ...rest } = one as Record<string, unknown>;
  // Whether it is the first one, or still valid, is nothing of the number.
  const words = (values: object) => Object.values(values).filter((value) => typeof value !== 'boolean');
  if (typeof number !== 'string' || typeof callingCode !== 'string') return words(one).join(' ');
  return [number.startsWith('+') ? number : `${callingCode}${number}`, ...words(rest)].join(' ');
}

/** "* Work" of an address book's export marks the first one. */
const labelOf = (label: string | undefined): string | undefined =>
  tidyCell(label ?? '').replace(/^\*\s*/, '') || undefined;

export function takeEmails(draft: Draft, text: string, { heading, label }: Told): void {
  const listed = plainList(text).replace(/(?<=[\w.-]) @ (?=[\w.-])/g, '@');
  const found = findEmails(listed);
  for (const email of found) draft.emails.add(email);
  const kind = labelOf(label);
  const rest = tidyCell(listed)
    .split(found.length > 1 ? /[\s<>()[\]",;:|/\\]+/u : /[\s<>()[\]",;:|]+/u)
    .filter(
      (word) =>
        saysAnything(word) && !found.some((email) => email === word.toLowerCase().replace(/^mailto:|[.']+$/g, '')),
    );
  if (found.length === 0) draft.doubt('email', tidyCell(text));
  if (rest.length > 0) draft.keep(heading, tidyCell(listed));
  if (kind !== undefined) draft.keep(kind, found.join(', ') || tidyCell(text));
}
