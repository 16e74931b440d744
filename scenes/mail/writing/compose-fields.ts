import { findEmails, normalizeEmail } from '../../../src/domain/client/email.ts';
import type { FileRef } from '../../../src/domain/contact/contact.ts';
import { cut } from '../../../src/domain/text/html.ts';
import type { Field, Fields } from '../../../src/telegram/dialogs/field.ts';
import { fileOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import { plainText, requiredText } from '../../../src/telegram/dialogs/fields/text.ts';
import type { AboutLetter } from '../links.ts';
import { settingOf } from './letter-setting.ts';
import { offeredTemplates, textOfTemplate } from './templates.ts';

export type ComposeValues = {
  about?: AboutLetter;
  /** Where the letter came from, if the answer goes elsewhere. */
  cameFrom?: string;
  to?: string;
  cc?: string[];
  subject?: string;
  text?: string;
  files?: FileRef[];
};

export const LETTER_TEXT_LIMIT = 8000;

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

const typedText = requiredText<ComposeValues>({
  name: 'text',
  icon: '📝',
  label: (t) => t.mail.text,
  limit: LETTER_TEXT_LIMIT,
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
    return { set: { text: cut(values.text ? `${text}\n${values.text}` : text, LETTER_TEXT_LIMIT) } };
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

/** The fields of a letter to be written, in the order they are asked and shown. */
export const composeFields: Fields<ComposeValues, 'about'> = {
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
};
