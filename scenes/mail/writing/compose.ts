import { sendLetter } from '../../../src/actions/letters/index.ts';
import type { FileRef } from '../../../src/domain/contact/contact.ts';
import { derivedId } from '../../../src/domain/id.ts';
import type { LetterFile } from '../../../src/domain/letter/letter.ts';
import { clean, cut, escapeHtml } from '../../../src/domain/text/html.ts';
import { storedIdOf } from '../../../src/store/files/files.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { fileOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import { defineForm, type Saved } from '../../../src/telegram/dialogs/form.ts';
import { bytesOf, type FileRefusal } from '../../../src/telegram/messages/files.ts';
import { actingOf } from '../../shared/acting.ts';
import { composeDialog } from '../links.ts';
import { phoneCard, previewCard } from '../outgoing.ts';
import { type ComposeValues, composeFields, LETTER_TEXT_LIMIT } from './compose-fields.ts';
import { settingOf } from './letter-setting.ts';
import { tailOf } from './letter-tail.ts';
import { mailboxFor } from './mailbox-for.ts';

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
  fields: composeFields,
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
      values: { text: cut(text ? `${text}\n${more}` : more, LETTER_TEXT_LIMIT) },
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
  async save(ctx, { about, to, cc = [], subject = '', text, files = [] }, { draft, card }): Promise<Saved> {
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
      ...(card !== undefined && { card }),
    });
    ctx.kit.mail?.poke();
    return { card: { html: escapeHtml(`✉️ ${mail.sending} ${to}`) } };
  },
});
