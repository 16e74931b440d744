import { normalizePhone } from '../../client/phone.ts';
import type { KnownName } from '../reading.ts';
import { type Line, tokensIn } from './line.ts';
import { type Mention, mention } from './mention.ts';
import { organizationIn } from './organizations.ts';
import { personIn } from './persons.ts';
import { emailIn, phoneIn } from './reach.ts';
import { oneAlphabet } from './word-forms.ts';

/** So many names are compared at most: a line is near to some name of a large directory in every word. */
const MOST_NAMES = 1500;

/** Whose e-mail address or phone stands in the line. */
function byReach(line: Line, names: readonly KnownName[]): Mention[] {
  const [email, phone] = [emailIn(line), phoneIn(line)];
  const number = phone && normalizePhone(phone.value);
  return names.flatMap((known) => {
    const isEmail = email && known.emails?.some((one) => one.toLowerCase() === email.value.toLowerCase());
    const isPhone = number?.ok && known.phones?.includes(number.value);
    const reach = isEmail ? email : isPhone ? phone : undefined;
    const at = reach && tokensIn(line, reach.span);
    const [first, last] = [at?.[0], at?.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ ...mention(line, known, first, last, { how: 'full', sure: 0.84 }, false), common: false }];
  });
}

/** Where the line speaks of clients and persons of the directory, in order; of mentions that overlap the better one. */
export function mentionsOf(line: Line, names: readonly KnownName[]): Mention[] {
  const words = line.tokens.filter(({ kind }) => kind !== 'mark').map(({ text }) => oneAlphabet(text));
  const texts = line.tokens.map(({ text }) => oneAlphabet(text));
  const found = names
    .slice(0, MOST_NAMES)
    .flatMap((known) =>
      known.kind === 'organization' ? organizationIn(line, texts, known) : personIn(line, texts, known),
    )
    .concat(byReach(line, names));
  if (words.length === 0) return [];
  const rank = ({ how, sure, first, last }: Mention) =>
    sure * { full: 3, part: 1, first: 1.5 }[how] + (last - first) * 2;
  const kept: Mention[] = [];
  for (const mention of found.sort((a, b) => rank(b) - rank(a))) {
    // Several who answer to the same words stay, for the composer to tell apart or to ask.
    const rivals = kept.filter((other) => other.first <= mention.last && mention.first <= other.last);
    if (rivals.every((other) => rank(other) - rank(mention) < 0.05)) kept.push(mention);
  }
  return kept.sort((a, b) => a.first - b.first || b.last - a.last);
}
