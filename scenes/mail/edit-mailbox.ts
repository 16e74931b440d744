import { normalizeEmail } from '../../src/domain/client/email.ts';
import { derivedId } from '../../src/domain/id.ts';
import {
  likelyServers,
  type Mailbox,
  passwordScope,
  type ServerAddress,
  showServer,
} from '../../src/domain/letter/mailbox.ts';
import { administers } from '../../src/domain/rights.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { plainText, typed } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { mailboxDialog } from './links.ts';
import { mailboxCard } from './mailboxes.ts';

type MailboxValues = {
  about?: { mailbox: string };
  address?: string;
  /** Sealed from the moment it is typed. */
  password?: string;
  imap?: ServerAddress;
  smtp?: ServerAddress;
  login?: string;
  folder?: string;
  duty?: { id: number; name: string }[];
  showExcluded?: 'yes' | 'no';
  watchSent?: 'yes' | 'no';
};

/** `imap.company.ru:993`, `mail.company.ru:143 starttls`: the host, a port, and how it is protected. */
export function readServer(text: string, usual: number): ServerAddress | undefined {
  const match = /^(?:[a-z]+:\/\/)?([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?(?:\s+(starttls|tls|ssl))?$/i.exec(
    text.trim(),
  );
  const [, host, port, word] = match ?? [];
  if (!host || Number(port ?? usual) > 65_535) return undefined;
  const number = Number(port ?? usual);
  const plain = word ? /starttls/i.test(word) : [143, 587, 25].includes(number);
  return { host: host.toLowerCase(), port: number, security: plain ? 'starttls' : 'tls' };
}

const server = (name: 'imap' | 'smtp', usual: number): Field<ServerAddress, MailboxValues> =>
  typed<ServerAddress, MailboxValues>({
    name,
    icon: name === 'imap' ? '📥' : '📤',
    label: (t) => t.mail.mailboxes[name],
    place: 'main',
    show: showServer,
    question: (ctx) => (name === 'imap' ? ctx.t.mail.mailboxes.askImap : ctx.t.mail.mailboxes.askSmtp),
    read(text, ctx) {
      const read = readServer(text, usual);
      return read ? { ok: true, value: read } : { ok: false, reason: ctx.t.mail.mailboxes.badServer };
    },
  });

/** The message with a typed password does not stay in the chat; what cannot be deleted is the user's to delete. */
async function forget(ctx: Ctx): Promise<void> {
  const message_id = ctx.written?.message_id;
  if (message_id === undefined) return;
  try {
    await ctx.kit.call('deleteMessage', { chat_id: ctx.user.id, message_id });
  } catch (error) {
    if (faultKind(error) === 'ours') throw error;
  }
}

const password: Field<string, MailboxValues> = {
  icon: '🔑',
  label: (t) => t.mail.mailboxes.password,
  place: 'main',
  ask: ({ about }) => about === undefined,
  required: ({ about }) => about === undefined,
  show: () => '••••••',
  prompt: (ctx) => ({ question: ctx.t.mail.mailboxes.askPassword, rows: [] }),
  async take(ctx, message) {
    if (message.text === undefined) return undefined;
    await forget(ctx);
    // Providers show app passwords in groups with spaces that are not part of them.
    const typedIn = message.text.trim();
    const bare = /^(?:[a-z]{4} ){3}[a-z]{4}$/.test(typedIn) ? typedIn.replace(/ /g, '') : typedIn;
    const sealed = ctx.kit.store.mailboxes.sealForDialog(bare, ctx.user.id);
    return sealed === undefined ? { error: ctx.t.mail.mailboxes.noKey } : { set: { password: sealed } };
  },
};

const duty: Field<{ id: number; name: string }[], MailboxValues> = {
  icon: '🧑‍💼',
  label: (t) => t.mail.mailboxes.onDuty,
  place: 'main',
  show: (list) => list.map(({ name }) => name).join(', '),
  async prompt(ctx, { values }) {
    const chosen = new Set((values.duty ?? []).map(({ id }) => id));
    const rows = (await ctx.kit.store.users.active())
      .slice(0, 30)
      .map(({ id, name }) => [{ text: `${chosen.has(id) ? '✅ ' : ''}${name}`, arg: String(id) }]);
    return { question: ctx.t.mail.mailboxes.askDuty, rows };
  },
  async tap(ctx, arg, { values }) {
    const user = (await ctx.kit.store.users.active()).find(({ id }) => String(id) === arg);
    if (!user) return { error: ctx.t.common.gone };
    const list = values.duty ?? [];
    const without = list.filter(({ id }) => id !== user.id);
    return { set: { duty: without.length < list.length ? without : [...list, { id: user.id, name: user.name }] } };
  },
};

const yesOrNo = (
  name: 'showExcluded' | 'watchSent',
  icon: string,
  question: 'askShowExcluded' | 'askWatchSent',
): Field<'yes' | 'no', MailboxValues> =>
  choice<'yes' | 'no', MailboxValues>({
    icon,
    label: (t) => t.mail.mailboxes[name],
    place: 'more',
    question: (ctx) => ctx.t.mail.mailboxes[question],
    show: (value, ctx) => ctx.t.common[value],
    options: (ctx) => (['yes', 'no'] as const).map((arg) => ({ arg, text: ctx.t.common[arg] })),
    chosen: (arg) => ({ [name]: arg === 'yes' ? 'yes' : 'no' }),
  });

async function valuesOf(ctx: Ctx, box: Mailbox): Promise<MailboxValues> {
  const names = await ctx.kit.store.users.named(box.duty);
  return {
    address: box.address,
    imap: box.imap,
    ...(box.smtp && { smtp: box.smtp }),
    login: box.login,
    folder: box.folder,
    duty: box.duty.map((id) => ({ id, name: names.get(id) ?? String(id) })),
    showExcluded: box.showExcluded ? 'yes' : 'no',
    watchSent: box.watchSent ? 'yes' : 'no',
  };
}

/** A mailbox: address and password are asked, servers guessed from the address, everything can be changed. */
export const mailboxScene = defineForm<MailboxValues, 'about'>(mailboxDialog, {
  title: (t) => `📮 ${t.mail.mailboxes.formTitle}`,
  fields: {
    address: typed<string, MailboxValues>({
      name: 'address',
      icon: '✉️',
      label: (t) => t.mail.mailboxes.address,
      place: 'main',
      ask: () => true,
      required: () => true,
      show: (address) => address,
      question: (ctx) => ctx.t.mail.mailboxes.askAddress,
      read(text, ctx) {
        const address = normalizeEmail(text);
        return address.ok ? address : { ok: false, reason: ctx.t.form.badEmail };
      },
    }),
    password,
    imap: server('imap', 993),
    smtp: server('smtp', 465),
    login: plainText<MailboxValues>({
      name: 'login',
      icon: '👤',
      label: (t) => t.mail.mailboxes.login,
      place: 'more',
      limit: 200,
      question: (ctx) => ctx.t.mail.mailboxes.askLogin,
    }),
    folder: plainText<MailboxValues>({
      name: 'folder',
      icon: '📁',
      label: (t) => t.mail.mailboxes.folder,
      place: 'more',
      limit: 200,
      question: (ctx) => ctx.t.mail.mailboxes.askFolder,
    }),
    duty,
    showExcluded: yesOrNo('showExcluded', '🔕', 'askShowExcluded'),
    watchSent: yesOrNo('watchSent', '📤', 'askWatchSent'),
  },
  async begin(ctx, { about }) {
    const box = about && (await ctx.kit.store.mailboxes.get(about.mailbox));
    return box ? valuesOf(ctx, box) : {};
  },
  async save(
    ctx,
    { about, address, password: sealed, imap, smtp, login, folder, duty: onDuty = [], showExcluded, watchSent },
    { draft },
  ) {
    const { mail, form } = ctx.t;
    if (!administers(ctx.user)) return { error: mail.mailboxes.administratorsOnly };
    if (!address) return { error: form.needed(mail.mailboxes.address), field: 'address' };
    if (!about && !sealed) return { error: form.needed(mail.mailboxes.password), field: 'password' };
    const likely = likelyServers(address);
    const old = about && (await ctx.kit.store.mailboxes.get(about.mailbox));
    // A password goes to no other server or account than the one it was given for.
    const account = { login: login ?? address, imap: imap ?? likely.imap, smtp: smtp ?? likely.smtp };
    const elsewhere = old?.source === 'chat' && String(passwordScope(old)) !== String(passwordScope(account));
    if (elsewhere && !sealed) return { error: mail.mailboxes.passwordAgain, field: 'password' };
    const typedIn = sealed && ctx.kit.store.mailboxes.openFromDialog(sealed, ctx.user.id);
    // The key has changed since it was typed.
    if (sealed && !typedIn) return { error: mail.mailboxes.passwordAgain, field: 'password' };
    const settings = {
      duty: onDuty.map(({ id }) => id),
      showExcluded: showExcluded === 'yes',
      watchSent: watchSent === 'yes',
    };
    const box = await ctx.kit.store.mailboxes.save(
      about?.mailbox ?? derivedId('mailbox', draft),
      // Of a mailbox from the environment only what the chat decides can be changed here.
      old && old.source !== 'chat'
        ? settings
        : {
            ...settings,
            ...account,
            address,
            folder: folder ?? 'INBOX',
          },
      typedIn,
    );
    ctx.kit.mail?.poke();
    if (!box) return { error: ctx.t.common.gone };
    await ctx.say(mail.mailboxes.saved);
    return { card: () => mailboxCard(ctx, box) };
  },
});
