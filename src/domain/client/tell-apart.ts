import { showPhone } from './phone.ts';

/** What a list knows of an entry besides its name. */
export interface ListedEntry {
  id: string;
  name: string;
  /** E.164. */
  phones?: readonly string[];
  addresses?: readonly string[];
  emails?: readonly string[];
  taxNumber?: string;
}

/**
 * The names of a list by id; where two are written alike, with what tells them apart: a phone, else the town, an e-mail address
 * or the tax number.
 */
export function tellApart(list: readonly ListedEntry[]): Map<string, string> {
  const key = ({ name }: ListedEntry) => name.trim().toLowerCase();
  return new Map(
    list.map((entry) => {
      const alike = list.filter((other) => other.id !== entry.id && key(other) === key(entry));
      const mark = alike.length > 0 ? markOf(entry) : undefined;
      return [entry.id, mark === undefined ? entry.name : `${entry.name} · ${mark}`];
    }),
  );
}

function markOf({ phones = [], addresses = [], emails = [], taxNumber }: ListedEntry): string | undefined {
  const [phone] = phones;
  if (phone !== undefined) return showPhone(phone);
  return addresses[0]?.split(',')[0]?.trim() || emails[0] || taxNumber;
}
