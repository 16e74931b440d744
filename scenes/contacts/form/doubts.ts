import type { Ref, Step } from '../../../src/domain/contact/contact.ts';
import { showMinutes, showWhen } from '../../../src/i18n/dates.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import { channelIcon, directionIcon } from '../../shared/contact-line.ts';
import type { ContactValues } from './contact-fields.ts';

/*
 * What a draft that was read from a line is not sure of, and the taps that settle it. Pure: drawn from the values alone, so that what a
 * draft offers can be told without a chat.
 */

/** The fields that a line may leave in doubt. */
export type DoubtField = 'organization' | 'person' | 'via' | 'start' | 'status' | 'minutes';

/** Values that one tap sets; null takes one away. */
export type Patch = { [K in DoubtField]?: NonNullable<ContactValues[K]> | null } & {
  /** Of clients: both of them are meant. */
  both?: Alike[];
};

/** One field in doubt: filled in with a guess, or left open. */
export interface Doubt {
  field: DoubtField;
  /** What was filled in. Absent: the field is asked. */
  guess?: NonNullable<ContactValues[DoubtField]>;
  options: Patch[];
}

/** Who is named in a line and is not in the directory, with what the line tells of them. */
export interface Newcomer {
  /** Names it may be entered under, the likeliest first. */
  clients?: string[];
  person?: string;
  phone?: string;
  email?: string;
  /** Telegram id. */
  telegram?: string;
}

/** One of two clients for whom a contact is recorded alike. */
export interface Alike {
  organization: Ref;
  person?: Ref;
}

/** What a draft that was read from a line carries besides the contact's fields. */
export interface LineState {
  /** Id of the message it was read from: an edited one is read again. */
  message?: number;
  doubts: Doubt[];
  newcomer?: Newcomer;
  /** Two clients; the contact is recorded for each of them. */
  both?: Alike[];
  step?: Step;
  /** The step is planned with the same tap that saves. */
  stepToo?: boolean;
  /** Draft id of the dialog that was open when the line came: the line may belong to it. */
  beside?: string;
  /** Words that the recogniser of speech is not sure of. */
  unsure?: string[];
  /** Fields whose doubt was settled by a tap. */
  settled?: string[];
  /** The words before the latest addition, for Undo. */
  before?: { added: string; content?: string; said?: string };
}

/** The words, the clock and the names that labels are made of. */
export interface Labelling {
  t: Texts;
  at: Date;
  user: { zone: string; language: 'ru' | 'en' };
  channelName(id: string): string;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether the field still stands as the line left it: whatever else was answered is not a doubt any more. */
const isOpen = ({ field, guess }: Doubt, values: ContactValues): boolean =>
  guess === undefined ? values[field] === undefined : same(values[field], guess);

export const openDoubts = ({ line, ...values }: ContactValues): Doubt[] =>
  (line?.doubts ?? []).filter((doubt) => isOpen(doubt, values));

/** The fields that are filled in with a guess. */
export const guessedFields = (values: ContactValues): string[] =>
  openDoubts(values).flatMap(({ field, guess }) => (guess === undefined ? [] : [field]));

/** One tap: what is on the button, and what it answers. */
export interface Choice {
  text: string;
  arg: string;
}

/** The taps that settle the doubts of a draft, a row or two for each; with `asked`, only those of the field that is being asked. */
export function doubtRows(values: ContactValues, label: Labelling, asked?: string): Choice[][] {
  const all = values.line?.doubts ?? [];
  return openDoubts(values)
    .filter(({ field }) => asked === undefined || field === asked)
    .flatMap((doubt) => {
      const index = all.findIndex((one) => one.field === doubt.field);
      const buttons = doubt.options.map((patch, option) => ({
        text: patchText(doubt, patch, label),
        arg: `d.${index}.${option}`,
      }));
      return inRows(buttons);
    });
}

/** Short labels two to a row. */
const inRows = (buttons: readonly Choice[]): Choice[][] => {
  const columns = buttons.every(({ text }) => text.length <= 20) ? 2 : 1;
  return Array.from({ length: Math.ceil(buttons.length / columns) }, (_, row) =>
    buttons.slice(row * columns, (row + 1) * columns),
  );
};

/** The values that a tap on a doubt's option leads to, with the doubt settled; undefined where there is no such option. */
export function settled(
  values: ContactValues,
  arg: string,
): { [K in keyof ContactValues]: ContactValues[K] | undefined } | undefined {
  const [kind, index = '', option = ''] = arg.split('.');
  const { line } = values;
  const doubt = line?.doubts[Number(index)];
  const patch = doubt?.options[Number(option)];
  if (kind !== 'd' || !line || !doubt || !patch) return undefined;
  const doubts = line.doubts.filter((one) => one !== doubt);
  const { both, ...fields } = patch;
  const set = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? undefined]));
  const state = { ...line, doubts, settled: [...(line.settled ?? []), ...Object.keys(set)], ...(both && { both }) };
  return { ...set, line: state };
}

function patchText({ field, guess, options }: Doubt, patch: Patch, { t, at, user, channelName }: Labelling): string {
  switch (field) {
    case 'organization':
      if (patch.both) return `🏢 ${patch.both.map(({ organization: { name } }) => name).join(' + ')}`;
      // Where the client is asked for, whom it was with is chosen too.
      if (guess === undefined && patch.organization && patch.person && options.every(({ person }) => person))
        return `🏢 ${patch.organization.name} · ${patch.person.name}`;
      return `🏢 ${patch.organization?.name ?? t.contact.noClient}`;
    case 'person':
      return `👤 ${patch.person?.name ?? t.common.no}`;
    case 'start':
      return `🕒 ${patch.start ? showWhen(new Date(patch.start), at, user) : t.line.whenUnknown}`;
    case 'status':
      return `${patch.status === 'planned' ? '🟢' : '✅'} ${t.contact.status[patch.status ?? 'happened']}`;
    case 'minutes':
      return `⏱ ${patch.minutes == null ? t.common.no : showMinutes(patch.minutes, user)}`;
    case 'via': {
      if (!patch.via) return t.common.no;
      const { channel, direction } = patch.via;
      // Where the channel is known, which way is all the question.
      const isSame = typeof guess === 'object' && 'channel' in guess && guess.channel === channel;
      return isSame
        ? `${directionIcon(direction)} ${t.contact.direction[direction]}`
        : `${directionIcon(direction)}${channelIcon(channel)} ${channelName(channel)}`;
    }
  }
}
