import { domainOf, normalizeEmail } from '../../src/domain/client/email.ts';
import type { FileRef } from '../../src/domain/contact/contact.ts';
import { filesOf } from '../../src/domain/contact/contact.ts';
import { derivedId } from '../../src/domain/id.ts';
import type { LetterFile } from '../../src/domain/letter/letter.ts';
import { answerSubject } from '../../src/domain/letter/letter-text.ts';
import { ownWords } from '../../src/domain/letter/outgoing.ts';
import { clean, cut, escapeHtml } from '../../src/domain/text/html.ts';
import { storedIdOf } from '../../src/store/files/files.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { fileOf } from '../../src/telegram/dialogs/fields/analytics.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { bytesOf, type FileRefusal } from '../../src/telegram/messages/files.ts';
import { composeDialog } from './links.ts';
import { mailboxFor } from './mailbox-for.ts';
import { phoneCard, previewCard } from './outgoing.ts';

/** What the letter is about: a contact it is written from, or a letter it answers. */
interface About {
  contact?: string;
  letter?: string;
}
type ComposeValues = { about?: About; to?: string; subject?: string; text?: string; files?: FileRef[] };

const TEXT_LIMIT = 8000;
/** So many of a contact's persons have their addresses offered. */
const MOST_PERSONS = 5;

/** Whom it goes to, what it continues. */
interface Setting {
  addresses: string[];
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
  const nothing: Setting = { addresses: [], thread: [], files: [] };
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
  // A letter is answered to whoever wrote it; a contact's goes to its person first.
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

const filesField: Field<FileRef[], ComposeValues> = {
  icon: '📎',
  label: (t) => t.mail.attachments,
  place: 'main',
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
    to: toField,
    subject: plainText<ComposeValues>({
      name: 'subject',
      icon: '✏️',
      label: (t) => t.mail.subject,
      place: 'main',
      limit: 300,
      ask: () => true,
      question: (ctx) => ctx.t.mail.askSubject,
    }),
    text: plainText<ComposeValues>({
      name: 'text',
      icon: '📝',
      label: (t) => t.mail.text,
      place: 'main',
      limit: TEXT_LIMIT,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.mail.askText,
    }),
    files: filesField,
  },
  async begin(ctx, { about }) {
    const { addresses, subject, text, files } = await settingOf(ctx, about);
    const [to] = addresses;
    return {
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
      run: async (ctx, values) => void (await ctx.send(previewCard(ctx, values))),
    },
    phone: {
      text: (t) => `📱 ${t.mail.byPhone}`,
      run: async (ctx, values) => void (await ctx.send(phoneCard(ctx, values))),
    },
  },
  async save(ctx, { about, to, subject = '', text, files = [] }, { draft }): Promise<Saved> {
    const { mail, form } = ctx.t;
    if (!to) return { error: form.needed(mail.to), field: 'to' };
    if (!text) return { error: form.needed(mail.text), field: 'text' };
    const setting = await settingOf(ctx, about);
    const mailbox = await mailboxFor(ctx, setting.mailbox);
    if (!mailbox) return { error: mail.noWayOut };
    const stored = await storedFiles(ctx, draft, files);
    if ('error' in stored) return stored;
    const { contact, letter, organization, person, thread } = setting;
    const inReplyTo = thread.at(-1);
    await ctx.kit.store.outgoing.order(
      {
        id: draft,
        author: ctx.user.id,
        mailbox: mailbox.id,
        to,
        subject,
        text,
        files: stored,
        messageId: `<sloop.${draft}@${domainOf(mailbox.address) || 'localhost'}>`,
        ...(inReplyTo !== undefined && { inReplyTo }),
        references: thread,
        ...(contact !== undefined && { contact }),
        // Written from a contact it goes on with the letter's thread, and is no answer to it.
        ...(letter !== undefined && about?.letter !== undefined && { letter }),
        ...(organization !== undefined && { organization }),
        ...(person !== undefined && { person }),
        state: 'waiting',
      },
      ctx.at,
    );
    ctx.kit.mail?.poke();
    return { card: { html: escapeHtml(`✉️ ${mail.sending} ${to}`) } };
  },
});
