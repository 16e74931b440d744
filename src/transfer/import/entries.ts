import { normalizeName } from '../../domain/client/name-forms.ts';
import { joinPhones, type StoredPhone, showPhone } from '../../domain/client/phone.ts';
import type { ClientRecord } from './record.ts';

/*
 * What a line makes of entries of the directory: new ones, and what it adds to those that are there. Nothing that is there
 * is ever put out by a line; what a line says otherwise goes into the note.
 */

/** An entry as an import writes it. */
export interface EntryDraft {
  name: string;
  phones: StoredPhone[];
  emails: string[];
  note?: string;
  taxNumber?: string;
  addresses?: string[];
  site?: string;
  manager?: number;
  organization?: string;
  position?: string;
  telegram?: string;
  tags?: string[];
}

/** What fields are called in a note, in the language of the user who imports. */
export type NoteWords = Record<
  'site' | 'address' | 'taxNumber' | 'position' | 'telegram' | 'manager' | 'name' | 'organization' | 'keepInTouch',
  string
>;
export const noteWords: Record<'ru' | 'en', NoteWords> = {
  ru: {
    site: 'Сайт',
    address: 'Адрес',
    taxNumber: 'ИНН',
    position: 'Должность',
    telegram: 'Telegram',
    manager: 'Ответственный',
    name: 'Записан также как',
    organization: 'Организация',
    keepInTouch: 'Связываться, дней',
  },
  en: {
    site: 'Site',
    address: 'Address',
    taxNumber: 'Tax number',
    position: 'Position',
    telegram: 'Telegram',
    manager: 'Responsible',
    name: 'Also written as',
    organization: 'Organization',
    keepInTouch: 'Keep in touch, days',
  },
};

/** What a line makes, with whom it names as responsible where that is known; else the name goes into the note. */
export interface Drafted {
  organization?: EntryDraft;
  person?: EntryDraft;
}

const joined = (notes: readonly (string | undefined | false)[]): { note?: string } => {
  const note = notes.filter(Boolean).join('\n');
  return note === '' ? {} : { note };
};

/** The entries that a line makes. What is of a client and cannot be of a person alone goes into the person's note. */
export function draftsOf(record: ClientRecord, manager: number | undefined, words: NoteWords): Drafted {
  const {
    organization,
    person,
    personal,
    phones,
    emails,
    addresses = [],
    taxNumber,
    site,
    position,
    telegram,
    tags,
  } = record;
  const unknown = record.manager !== undefined && manager === undefined && `${words.manager}: ${record.manager}`;
  const isPersons = person !== undefined && (personal || organization === undefined);
  if (organization === undefined) {
    const rest = [
      record.note,
      ...addresses.map((address) => `${words.address}: ${address}`),
      taxNumber && `${words.taxNumber}: ${taxNumber}`,
      site && `${words.site}: ${site}`,
      record.manager !== undefined && `${words.manager}: ${record.manager}`,
    ];
    return {
      person: { name: person ?? '', phones, emails, ...optional({ position, telegram, tags }), ...joined(rest) },
    };
  }
  const alone = person === undefined;
  const client: EntryDraft = {
    name: organization,
    phones: alone ? phones : (record.client?.phones ?? []),
    emails: alone ? emails : (record.client?.emails ?? []),
    addresses: [...addresses],
    ...optional({ taxNumber, site, manager, ...(alone && { tags }) }),
    ...joined([
      !isPersons && record.note,
      unknown,
      alone && position && `${words.position}: ${position}`,
      alone && telegram && `${words.telegram}: ${telegram}`,
    ]),
  };
  if (alone) return { organization: client };
  return {
    organization: client,
    person: {
      name: person,
      phones,
      emails,
      ...optional({ position, telegram, tags }),
      ...joined([isPersons && record.note]),
    },
  };
}

const optional = (fields: { [K in keyof EntryDraft]?: EntryDraft[K] | undefined }): Partial<EntryDraft> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Fields that an entry has once; what a line says otherwise goes into the note under this word. */
const ONCE = ['taxNumber', 'site', 'position', 'telegram', 'organization', 'manager'] as const;

const hasLine = (note: string, line: string): boolean => note.split('\n').includes(line) || note.includes(line);

/**
 * What a draft adds to an entry: ways to reach it, what it has not, and a note of what the draft says otherwise. Done
 * again, it adds nothing. Undefined: it knows all of it.
 */
export function addedTo(entry: EntryDraft, draft: EntryDraft, words: NoteWords): Partial<EntryDraft> | undefined {
  const set: Partial<EntryDraft> = {};
  const phones = joinPhones(entry.phones, draft.phones);
  if (phones.join('\n') !== entry.phones.join('\n')) set.phones = phones;
  const emails = [...new Set([...entry.emails, ...draft.emails])];
  if (emails.length > entry.emails.length) set.emails = emails;
  const addresses = [...new Set([...(entry.addresses ?? []), ...(draft.addresses ?? [])])];
  if (addresses.length > (entry.addresses?.length ?? 0)) set.addresses = addresses;
  const tags = [...new Set([...(entry.tags ?? []), ...(draft.tags ?? [])])];
  if (tags.length > (entry.tags?.length ?? 0)) set.tags = tags;
  const notes: string[] = [];
  for (const field of ONCE) {
    const [own, told] = [entry[field], draft[field]];
    if (told === undefined || told === own) continue;
    if (own === undefined) Object.assign(set, { [field]: told });
    else if (field !== 'organization' && field !== 'manager') notes.push(`${words[field]}: ${told}`);
  }
  if (saysMore(draft.name, entry.name)) notes.push(`${words.name}: ${draft.name}`);
  if (draft.note !== undefined) notes.push(draft.note);
  const fresh = notes.filter((line) => !hasLine(entry.note ?? '', line));
  if (fresh.length > 0) set.note = [entry.note, ...fresh].filter(Boolean).join('\n');
  return Object.keys(set).length > 0 ? set : undefined;
}

/** Whether a writing of a name has words that another has not: a patronymic, the other alphabet. */
function saysMore(told: string, known: string): boolean {
  const own = new Set(normalizeName(known).split(' '));
  return normalizeName(told)
    .split(' ')
    .some((word) => !own.has(word));
}

/** A record's way to be reached, for one line of a preview. */
export const wayToReach = ({ phones, emails }: Pick<ClientRecord, 'phones' | 'emails'>): string | undefined =>
  [...phones.map(showPhone), ...emails][0];
