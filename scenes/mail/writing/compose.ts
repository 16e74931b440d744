import { sendLetter } from '../../../src/actions/letters/index.ts';
import { findEmails, normalizeEmail } from '../../../src/domain/client/email.ts';
import type { FileRef } from '../../../src/domain/contact/contact.ts';
import { filesOf } from '../../../src/domain/contact/contact.ts';
import { derivedId } from '../../../src/domain/id.ts';
import type { Letter, LetterFile } from '../../../src/domain/letter/letter.ts';
import { answerSubject } from '../../../src/domain/letter/letter-text.ts';
import { ownWords } from '../../../src/domain/letter/outgoing.ts';
import { clean, cut, escapeHtml } from '../../../src/domain/text/html.ts';
import { storedIdOf } from '../../../src/store/files/files.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import type { Field } from '../../../src/telegram/dialogs/field.ts';
import { fileOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import { plainText } from '../../../src/telegram/dialogs/fields/text.ts';
import { defineForm, type Saved } from '../../../src/telegram/dialogs/form.ts';
import { bytesOf, type FileRefusal } from '../../../src/telegram/messages/files.ts';
import { actingOf } from '../../shared/acting.ts';
import { composeDialog } from '../links.ts';
import { phoneCard, previewCard } from '../outgoing.ts';
import { tailOf } from './letter-tail.ts';
import { mailboxFor } from './mailbox-for.ts';
import { offeredTemplates, textOfTemplate } from './templates.ts';

/** What the letter is about: a contact it is written from, or a letter it answers. */
interface About {
  contact?: string;
  letter?: string;
}
type ComposeValues = {
  about?: About;
  /** Where the letter came from, if the answer goes elsewhere. */
  cameFrom?: string;
  to?: string;
  cc?: string[];
  subject?: string;
  text?: string;
  files?: FileRef[];
};

const TEXT_LIMIT = 8000;
/** So many of a contact's persons have their addresses offered. */
const MOST_PERSONS = 5;

/** Whom it goes to, what it continues. */
interface Setting {
  addresses: string[];
  /** Everybody else that the letter answered was for. */
  others: string[];
  answered?: Letter;
  contact?: string;
  letter?: string;
  organization?: string;
  person?: string;
  thread: string[];
  mailbox?: string;
  subject?: string;
  text?: string;
  files: FileRef[];
}

async function settingOf(ctx: Ctx, about: About | undefined): Promise<Setting> {
  const nothing: Setting = { addresses: [], others: [], thread: [], files: [] };
  const { letters, contacts, organizations, persons } = ctx.kit.store;
  const contact = about?.contact === undefined ? undefined : await contacts.get(ctx.user, about.contact);
  const letter = about?.letter ?? contact?.letter;
  const answered = letter === undefined ? undefined : await letters.get(ctx.user, letter);
  const people = contact?.persons ?? (answered?.person === undefined ? [] : [answered.person]);
  const [person] = people;
  const organization = contact?.organization ?? answered?.organization;
  const [who, client] = await Promise.all([
    Promise.all(people.slice(0, MOST_PERSONS).map((id) => persons.get(ctx.user, id))),
    organization === undefined ? undefined : organizations.get(ctx.user, organization),
  ]);
  const sender = answered ? [answered.replyTo ?? answered.from.address] : [];
  // A letter is answered to its sender; a contact's goes to its person first.
  const known = [
    ...(about?.letter ? sender : []),
    ...who.flatMap((one) => one?.emails ?? []),
    ...(client?.emails ?? []),
    ...sender,
  ];
  const text = contact && !about?.letter ? ownWords(contact) : undefined;
  const thread = answered ? [...answered.references, ...(answered.messageId ? [answered.messageId] : [])] : [];
  return {
    ...nothing,
    addresses: [...new Set(known.filter(Boolean))],
    others: about?.letter && answered ? await othersOf(ctx, answered) : [],
    ...(about?.letter && answered && { answered }),
    thread: thread.slice(-30),
    ...(contact ? { contact: contact.id } : answered?.contact && { contact: answered.contact }),
    ...(answered && { letter: answered.id }),
    ...(organization !== undefined && { organization }),
    ...(person !== undefined && { person }),
    ...(answered?.places[0] && { mailbox: answered.places[0].mailbox }),
    ...(answered && { subject: answerSubject(answered.subject) }),
    ...(text !== undefined && { text }),
    ...(contact && !about?.letter && contact.direction === 'outgoing' && { files: filesOf(contact.analytics) }),
  };
}

/** Whom a letter was for besides us, and who wrote it if the answer goes elsewhere. */
async function othersOf(ctx: Ctx, { to, cc = [], from, replyTo }: Letter): Promise<string[]> {
  const own = new Set((await ctx.kit.store.mailboxes.all()).flatMap(({ address, login }) => [address, login]));
  const all = [...(replyTo === undefined ? [] : [from]), ...to, ...cc].map(({ address }) => address);
  return [...new Set(all)].filter(
    (address) => address !== '' && !own.has(address) && address !== (replyTo ?? from.address),
  );
}

/** Stands above Send where an answer would go to another address than the letter came from. */
const cameFromField: Field<string, ComposeValues> = {
  icon: '⚠️',
  label: (t) => t.letter.cameFrom,
  place: 'more',
  show: (address) => address,
  prompt: (ctx, { values }) => ({ question: ctx.t.letter.answersTo(values.to ?? ''), rows: [] }),
};

const ccField: Field<string[], ComposeValues> = {
  icon: '👥',
  label: (t) => t.letter.cc,
  place: 'main',
  show: (list) => list.join(', '),
  async prompt(ctx, { values }) {
    const { others } = await settingOf(ctx, values.about);
    const chosen = new Set(values.cc);
    const all = others.length > 1 ? [[{ text: `👥 ${ctx.t.letter.replyAll} (${others.length})`, arg: 'all' }]] : [];
    const rows = [...new Set([...others, ...chosen])].slice(0, 10);
    return {
      question: ctx.t.letter.askCc,
      rows: [
        ...all,
        ...rows.map((address) => [
          { text: `${chosen.has(address) ? '✅ ' : ''}${address}`, arg: address.slice(0, 40) },
        ]),
      ],
    };
  },
  async tap(ctx, arg, { values }) {
    const { others } = await settingOf(ctx, values.about);
    const chosen = values.cc ?? [];
    if (arg === 'all') return { set: { cc: [...new Set([...chosen, ...others])] } };
    const address = [...others, ...chosen].find((one) => one.slice(0, 40) === arg);
    if (address === undefined) return { error: ctx.t.common.gone };
    return { set: { cc: chosen.includes(address) ? chosen.filter((one) => one !== address) : [...chosen, address] } };
  },
  take(ctx, message, { values }) {
    const typed = findEmails(message.text ?? '');
    return typed.length > 0
      ? { set: { cc: [...new Set([...(values.cc ?? []), ...typed])].slice(0, 20) } }
      : { error: ctx.t.form.badEmail };
  },
};

const toField: Field<string, ComposeValues> = {
  icon: '📮',
  label: (t) => t.mail.to,
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (to) => to,
  async prompt(ctx, { values }) {
    const { addresses } = await settingOf(ctx, values.about);
    return {
      question: addresses.length > 0 ? ctx.t.mail.askTo : ctx.t.mail.noAddress,
      rows: addresses.slice(0, 6).map((address, index) => [{ text: address, arg: String(index) }]),
    };
  },
  async tap(ctx, arg, { values }) {
    const to = (await settingOf(ctx, values.about)).addresses[Number(arg)];
    return to === undefined ? { error: ctx.t.common.gone } : { set: { to } };
  },
  take(ctx, message) {
    const typed = normalizeEmail(message.text ?? '');
    return typed.ok ? { set: { to: typed.value } } : { error: ctx.t.form.badEmail };
  },
};

const typedText = plainText<ComposeValues>({
  name: 'text',
  icon: '📝',
  label: (t) => t.mail.text,
  place: 'main',
  limit: TEXT_LIMIT,
  ask: () => true,
  required: () => true,
  question: (ctx) => ctx.t.mail.askText,
});

/** The letter's text: typed, or a template whose fields are filled in for its recipient. */
const textField: Field<string, ComposeValues> = {
  ...typedText,
  prompt: async (ctx) => ({ question: ctx.t.mail.askText, rows: await offeredTemplates(ctx) }),
  async tap(ctx, arg, { values }) {
    const { person, organization } = await settingOf(ctx, values.about);
    const [persons, clients] = await Promise.all([
      ctx.kit.store.persons.named([person ?? '']),
      ctx.kit.store.organizations.named([organization ?? '']),
    ]);
    const addressee = { person: persons.get(person ?? ''), client: clients.get(organization ?? '') };
    const text = await textOfTemplate(ctx, arg, addressee);
    if (text === undefined) return { error: ctx.t.common.gone };
    return { set: { text: cut(values.text ? `${text}\n${values.text}` : text, TEXT_LIMIT) } };
  },
};

const filesField: Field<FileRef[], ComposeValues> = {
  icon: '📎',
  label: (t) => t.mail.attachments,
  place: 'main',
  takesFiles: () => true,
  show: (files) => files.map(({ name }) => name).join(', '),
  prompt: (ctx, { values }) => ({
    question: ctx.t.mail.askFiles,
    rows: (values.files ?? []).map(({ name }, index) => [{ text: `✖️ ${cut(name, 40)}`, arg: String(index) }]),
  }),
  tap: (_ctx, arg, { values }) => ({
    set: { files: (values.files ?? []).filter((_, index) => String(index) !== arg) },
  }),
  take(_ctx, message, { values }) {
    const file = fileOf(message);
    return file && { set: { files: [...(values.files ?? []), file] } };
  },
};

/** The letter's files as they are stored; one that is only at Telegram is fetched. An error names the one that cannot be. */
async function storedFiles(
  ctx: Ctx,
  draft: string,
  files: readonly FileRef[],
): Promise<LetterFile[] | { error: string }> {
  const { mail, card } = ctx.t;
  const stored: LetterFile[] = [];
  for (const file of files) {
    const error = (reason: FileRefusal) => ({
      error: `${file.name}: ${reason === 'gone' ? card.fileGone : mail.fileTooBig}`,
    });
    const bytes = await bytesOf(ctx.kit, file);
    if (!bytes.ok) return error(bytes.reason);
    const mime = file.mime ?? 'application/octet-stream';
    // From the file, not from its place in the list: a list changed after a failed attempt would find another's bytes there.
    const id = derivedId('sent-file', draft, storedIdOf(file) ?? '');
    const put = await ctx.kit.store.files.put(bytes.value, { name: file.name, mime, id });
    if (!put.ok) return error(put.reason);
    stored.push({ id, name: file.name, mime, size: bytes.value.length });
  }
  return stored;
}

/** A letter to a client: from a contact, or as the answer to a letter. */
export const composeScene = defineForm<ComposeValues, 'about'>(composeDialog, {
  title: (t, { about }) => `✉️ ${about?.letter ? t.mail.replyTitle : t.mail.composeTitle}`,
  saveText: (t) => t.mail.send,
  fields: {
    cameFrom: cameFromField,
    to: toField,
    cc: ccField,
    subject: plainText<ComposeValues>({
      name: 'subject',
      icon: '✏️',
      label: (t) => t.mail.subject,
      place: 'main',
      limit: 300,
      ask: () => true,
      question: (ctx) => ctx.t.mail.askSubject,
    }),
    text: textField,
    files: filesField,
  },
  async begin(ctx, { about }) {
    const { addresses, subject, text, files, answered } = await settingOf(ctx, about);
    const [to] = addresses;
    const { replyTo, from } = answered ?? {};
    return {
      ...(replyTo !== undefined && from && replyTo !== from.address && { cameFrom: from.address }),
      ...(to !== undefined && { to }),
      ...(subject !== undefined && { subject }),
      ...(text !== undefined && { text }),
      ...(files.length > 0 && { files }),
    };
  },
  /** Words that answer nothing else are the letter's own; nothing written here begins a draft of something else. */
  async written(ctx, message, { text }) {
    const more = clean(message.text ?? '').trim();
    if (more === '') return undefined;
    return {
      values: { text: cut(text ? `${text}\n${more}` : more, TEXT_LIMIT) },
      word: `📝 ${ctx.t.mail.addedToText}`,
    };
  },
  attach(_ctx, message, values) {
    const file = fileOf(message);
    return file && { files: [...(values.files ?? []), file] };
  },
  extras: {
    preview: {
      text: (t) => `👁 ${t.mail.preview}`,
      async run(ctx, values) {
        const { answered } = await settingOf(ctx, values.about);
        const text = `${values.text ?? ''}${tailOf(ctx.user, answered)}`;
        await ctx.send(previewCard(ctx, { ...values, text }));
      },
    },
    phone: {
      text: (t) => `📱 ${t.mail.byPhone}`,
      run: async (ctx, values) => void (await ctx.send(phoneCard(ctx, values))),
    },
  },
  async save(ctx, { about, to, cc = [], subject = '', text, files = [] }, { draft }): Promise<Saved> {
    const { mail, form } = ctx.t;
    if (!to) return { error: form.needed(mail.to), field: 'to' };
    if (!text) return { error: form.needed(mail.text), field: 'text' };
    const setting = await settingOf(ctx, about);
    const mailbox = await mailboxFor(ctx, setting.mailbox);
    if (!mailbox) return { error: mail.noWayOut };
    const stored = await storedFiles(ctx, draft, files);
    if ('error' in stored) return stored;
    const { contact, letter, organization, person, thread } = setting;
    const tail = tailOf(ctx.user, setting.answered);
    const copies = cc.filter((address) => address !== to);
    await sendLetter(actingOf(ctx), {
      id: draft,
      mailbox,
      to,
      subject,
      text,
      ...(tail !== '' && { tail }),
      ...(copies.length > 0 && { cc: copies }),
      files: stored,
      thread,
      contact,
      // Written from a contact it goes on with the letter's thread, and is not an answer to it.
      letter: about?.letter === undefined ? undefined : letter,
      organization,
      person,
    });
    ctx.kit.mail?.poke();
    return { card: { html: escapeHtml(`✉️ ${mail.sending} ${to}`) } };
  },
});
