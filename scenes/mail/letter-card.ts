import type { Invitation } from '../../src/domain/letter/invitation.ts';
import type { Letter, QuietReason } from '../../src/domain/letter/letter.ts';
import { deletesLetters } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, type Html, i, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { ListedLetter } from '../../src/store/letters/letter-model.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Button, type Card, danger } from '../../src/telegram/messages/card.ts';
import type { ActionOf } from '../../src/telegram/messages/links.ts';
import { canAnswer, invitationLines, noteLines, wayLines } from './letter-head.ts';
import { writtenIn } from './letter-written.ts';
import { letterLinks } from './links.ts';

/** Enough of a letter to know what it is about; all of it is a tap away. */
const TEXT_SHOWN = 700;
const FILES_SHOWN = 6;
/** Verdicts that rest on a score, and can be wrong. */
const UNSURE: ReadonlySet<QuietReason> = new Set(['newsletter', 'auto-reply', 'spam', 'excluded-sender']);

/** Whose phone a letter is drawn for. */
export interface LetterReader {
  user: User;
  t: Texts;
  at: Date;
}

export const readerOf = (kit: Pick<Kit, 'now'>, user: User): LetterReader => ({
  user,
  t: texts[user.language],
  at: kit.now(),
});

/** The names of whom a letter points to. */
export interface LetterNames {
  organization?: string | undefined;
  person?: string | undefined;
  suggestion?: string | undefined;
  taker?: string | undefined;
  answerer?: string | undefined;
}

export async function letterNames(store: Store, letter: Letter): Promise<LetterNames> {
  const { organization = '', person = '', suggestion = '', taken, answered } = letter;
  const [clients, persons, users] = await Promise.all([
    store.organizations.named([organization, suggestion]),
    store.persons.named([person]),
    store.users.named([taken, answered].flatMap((one) => one?.by ?? [])),
  ]);
  return {
    organization: clients.get(organization),
    person: persons.get(person),
    suggestion: clients.get(suggestion),
    taker: users.get(taken?.by ?? 0),
    answerer: users.get(answered?.by ?? 0),
  };
}

/** Who wrote, in a line: the name, and the address that can be forged no less. */
export function senderLine({ from }: Pick<Letter, 'from'>, t: Texts): string {
  const name = cut(from.name, 80);
  if (from.address === '') return name || t.mail.noSender;
  return name && name !== from.address ? `${name} <${from.address}>` : from.address;
}

export const showSize = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** The card of a letter: who, which client, about what, how it begins, what came with it, and what can be done. */
export function letterCard(reader: LetterReader, letter: Letter, names: LetterNames): Card {
  return { html: body(reader, letter, names), rows: buttons(reader, letter) };
}

function body({ t, user, at }: LetterReader, letter: Letter, names: LetterNames): Html {
  const { mail } = t;
  const { body: written, folded } = writtenIn(letter);
  const shown = cut(written, TEXT_SHOWN);
  return join(
    [
      join(
        [
          b(`📨 ${letter.subject || mail.noSubject}`),
          escapeHtml(`👤 ${senderLine(letter, t)}`),
          ...wayLines(letter, t),
          clientLine(letter, names, t),
          escapeHtml(`🕒 ${showWhen(letter.deliveredAt, at, user)}`),
        ],
        '\n',
      ),
      ...damageLine(letter, t),
      ...(letter.invitation ? [invitationLines(letter.invitation, { t, user, at })] : []),
      ...noteLines(letter),
      // What was cut off says so itself.
      shown ? escapeHtml(folded && !shown.endsWith('…') ? `${shown}\n…` : shown) : i(mail.noText),
      ...fileLines(letter, t),
      ...stateLine({ t, user, at }, letter, names),
      ...answeredLine({ t, user, at }, letter, names),
    ],
    '\n\n',
  );
}

function clientLine(letter: Letter, { organization, person, suggestion }: LetterNames, { mail }: Texts): Html {
  const known = [organization, person].filter(Boolean).join(' · ');
  if (letter.organization !== undefined || letter.person !== undefined) return escapeHtml(`🏢 ${known}`);
  return escapeHtml(`❔ ${suggestion ? `${mail.unmatched}. ${mail.suggested(suggestion)}` : mail.unmatched}`);
}

function damageLine({ damage, size }: Letter, { mail }: Texts): Html[] {
  if (damage === undefined) return [];
  return [escapeHtml(`⚠️ ${damage === 'oversize' ? mail.oversize(showSize(size)) : mail.undecodable}`)];
}

function fileLines({ files }: Letter, { mail }: Texts): Html[] {
  if (files.length === 0) return [];
  const lines = files.slice(0, FILES_SHOWN).map(({ name, size }) => `📎 ${cut(name, 60)}, ${showSize(size)}`);
  if (files.length > FILES_SHOWN) lines.push(mail.summaryMore(files.length - FILES_SHOWN));
  return [escapeHtml(lines.join('\n'))];
}

function stateLine({ t, user, at }: LetterReader, { state, quiet, taken }: Letter, { taker }: LetterNames): Html[] {
  const { mail } = t;
  switch (state) {
    case 'registered':
      return [b(`✅ ${mail.registeredBy(taker ?? '')}`)];
    case 'taken':
      return taken ? [b(`🙋 ${mail.takenBy(taker ?? String(taken.by), showWhen(taken.at, at, user))}`)] : [];
    case 'excluded':
      return quiet ? [b(`🔕 ${mail.quiet[quiet.reason]}`)] : [];
    case 'removed':
      return [b(`🗑 ${mail.removedState}`)];
    case 'new':
      return [];
  }
}

const answeredLine = ({ t, user, at }: LetterReader, { answered }: Letter, { answerer }: LetterNames): Html[] =>
  answered
    ? [escapeHtml(`↩️ ${t.letter.answered(answerer ?? String(answered.by), showWhen(answered.at, at, user))}`)]
    : [];

function buttons({ t, user }: LetterReader, letter: Letter): Button[][] {
  const { actions } = t.mail;
  const { id, state, files, from } = letter;
  const act = (text: string, action: OnLetter): Button => ({
    text,
    data: letterLinks[action](id),
  });
  const reading = { text: `📖 ${actions.read}`, data: letterLinks.read(id, 0) };
  const over = state === 'taken' && letter.taken?.by !== user.id;
  const read = [reading, ...(canAnswer(letter) ? [act(`↩️ ${actions.reply}`, 'reply')] : [])];
  const attached = files.length > 0 ? [[act(`📎 ${actions.files} (${files.length})`, 'files')]] : [];
  const remove = deletesLetters(user) ? [danger(act(`🗑 ${actions.deleteOnServer}`, 'delete'))] : [];
  if (state === 'removed') return [[reading], ...attached];
  const invited = letter.invitation ? invitationRows(letter.invitation, t, act) : [];
  if (state === 'registered') {
    return [[act(`📒 ${actions.openContact}`, 'contact')], ...invited, read, ...attached, remove];
  }
  const unknown = letter.organization === undefined && from.address !== '';
  return [
    [act(`✅ ${actions.register}`, over ? 'over' : 'register')],
    ...invited,
    read,
    ...attached,
    [
      state === 'excluded' ? act(`↩️ ${actions.restore}`, 'restore') : act(`🔕 ${actions.exclude}`, 'exclude'),
      ...remove,
    ],
    ...quietRow(letter, t, act),
    ...(unknown ? [[act(`➕ ${actions.newClient}`, 'client')]] : []),
  ];
}

type OnLetter = Exclude<ActionOf<typeof letterLinks>, 'file' | 'read'>;
type Act = (text: string, action: OnLetter) => Button;

/** What was silenced by signs says why, and its sender can be told to be no newsletter. */
function quietRow({ state, quiet, from }: Letter, { letter }: Texts, act: Act): Button[][] {
  if (state !== 'excluded' || !quiet || quiet.by !== undefined) return [];
  const teach = from.address !== '' && UNSURE.has(quiet.reason);
  return [[act(`❔ ${letter.why}`, 'why'), ...(teach ? [act(`🔔 ${letter.notNewsletter}`, 'trust')] : [])]];
}

function invitationRows({ method }: Invitation, { letter }: Texts, act: Act): Button[][] {
  const { invitation: words } = letter;
  if (method === 'cancel') return [[act(`🚫 ${words.cancelIt}`, 'uninvite')]];
  if (method === 'counter' || method === 'other') return [[act(`📅 ${words.plan}`, 'invite')]];
  if (method !== 'request') return [];
  return [
    [act(`📅 ${words.plan}`, 'invite')],
    [act(`✅ ${words.accept}`, 'accept'), act(`✖️ ${words.decline}`, 'decline')],
  ];
}

/** A letter in a line of a list: `🏢 Anna Petrova: contract`. */
export const letterLine = (letter: ListedLetter, { t }: LetterReader, limit = 60): string =>
  cut(`${letterMark(letter)} ${letterSender(letter, t)}: ${letter.subject || t.mail.noSubject}`, limit);

/** Tells at a glance what a letter waits for: excluded, taken by somebody, of a known client, of nobody known. */
export function letterMark({ state, organization, person }: ListedLetter): string {
  if (state === 'excluded') return '🔕';
  if (state === 'taken') return '🙋';
  return (organization ?? person) ? '🏢' : '❔';
}

export const letterSender = ({ from }: ListedLetter, { mail }: Texts): string =>
  from.name || from.address || mail.noSender;
