import { isId } from '../../src/domain/id.ts';
import { type Mailbox, type MailboxHealth, showServer } from '../../src/domain/letter/mailbox.ts';
import { administers } from '../../src/domain/rights.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { MailboxVerdict } from '../../src/telegram/mail-desk.ts';
import { type Card, danger } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { mailboxDialog, mailboxLinks } from './links.ts';

/** How a mailbox is doing, in a line. */
function healthLine({ mail }: Texts, { active }: Mailbox, health: MailboxHealth | undefined): string {
  if (!active) return `⏸ ${mail.mailboxes.off}`;
  if (!health) return `⏳ ${mail.mailboxes.starting}`;
  return health.trouble ? `⚠️ ${mail.trouble[health.trouble]}` : `✅ ${mail.mailboxes.fine}`;
}

/** The list of mailboxes; administrators only. */
export async function showMailboxes(ctx: Ctx): Promise<void> {
  const { t, kit } = ctx;
  const words = t.mail.mailboxes;
  if (!administers(ctx.user)) return ctx.say(words.administratorsOnly);
  const [boxes, health] = await Promise.all([kit.store.mailboxes.all(), kit.store.mailboxes.health()]);
  const lines = boxes.map((box) => `${box.address}: ${healthLine(t, box, health.get(box.id))}`);
  await ctx.show({
    html: join([b(`📮 ${words.title}`), escapeHtml(lines.join('\n') || words.none)], '\n\n'),
    rows: [
      ...boxes.map(({ id, address }) => [{ text: `📮 ${address}`, data: mailboxLinks.open(id) }]),
      [{ text: `➕ ${words.add}`, data: mailboxLinks.add() }],
    ],
  });
}

/** One mailbox: everything but its password, how it is doing, and what can be done. */
export async function mailboxCard(ctx: Ctx, box: Mailbox): Promise<Card> {
  const { t, kit } = ctx;
  const words = t.mail.mailboxes;
  const [names, health] = await Promise.all([kit.store.users.named(box.duty), kit.store.mailboxes.health()]);
  const duty = box.duty.map((id) => names.get(id) ?? String(id)).join(', ') || words.nobody;
  const act = (text: string, action: 'test' | 'edit' | 'remove') => ({ text, data: mailboxLinks[action](box.id) });
  return {
    html: join(
      [
        b(`📮 ${box.address}`),
        escapeHtml(
          [
            healthLine(t, box, health.get(box.id)),
            `${words.imap}: ${showServer(box.imap)}`,
            `${words.smtp}: ${box.smtp ? showServer(box.smtp) : '—'}`,
            `${words.login}: ${box.login}`,
            `${words.folder}: ${box.folder}`,
            `${words.onDuty}: ${duty}`,
            `${words.showExcluded}: ${box.showExcluded ? t.common.yes : t.common.no}`,
            ...(box.source === 'chat' ? [] : ['', words.fromEnvironment]),
          ].join('\n'),
        ),
      ],
      '\n\n',
    ),
    rows: [
      [act(`🔌 ${words.test}`, 'test'), act(`✏️ ${words.edit}`, 'edit')],
      [
        box.active
          ? { text: `⏸ ${words.pause}`, data: mailboxLinks.active(box.id, 0) }
          : { text: `▶️ ${words.resume}`, data: mailboxLinks.active(box.id, 1) },
        ...(box.source === 'chat' ? [danger(act(`🗑 ${words.remove}`, 'remove'))] : []),
      ],
      [{ text: `‹ ${t.common.back}`, data: mailboxLinks.list() }],
    ],
  };
}

/** What a test found, in words an administrator can act on; the server's own beside them. */
export function verdictText({ mail }: Texts, verdict: MailboxVerdict): string {
  const words = mail.mailboxes;
  if (verdict.ok) return `✅ ${words.good(mail.letters(verdict.letters), verdict.idle)}`;
  const side = verdict.side === 'imap' ? words.badImap : words.badSmtp;
  return [`⚠️ ${side} ${mail.trouble[verdict.trouble]}`, verdict.detail && `(${verdict.detail})`]
    .filter(Boolean)
    .join('\n');
}

const admins =
  (action: (ctx: Ctx, box: Mailbox, ...args: (string | undefined)[]) => Promise<void>) =>
  async (ctx: Ctx, id?: string, ...args: (string | undefined)[]): Promise<void> => {
    if (!administers(ctx.user)) return ctx.say(ctx.t.mail.mailboxes.administratorsOnly);
    const box = isId(id) ? await ctx.kit.store.mailboxes.get(id) : undefined;
    return box ? action(ctx, box, ...args) : ctx.say(ctx.t.common.gone);
  };

/** A test may take as long as a server does: the card says that it runs, and the verdict comes as a message. */
async function test(ctx: Ctx, box: Mailbox): Promise<void> {
  const { kit, t, user } = ctx;
  const { mail } = kit;
  await ctx.say(t.mail.mailboxes.testing);
  if (!mail) return;
  kit.handOff('mailbox.test', async () => {
    const password = await mail.passwordOf(box);
    const verdict: MailboxVerdict =
      password === undefined
        ? { ok: false, side: 'imap', trouble: 'secret', detail: '' }
        : await mail.test(box, password);
    await kit.call('sendMessage', { chat_id: user.id, text: `${box.address}\n${verdictText(t, verdict)}` });
  });
}

export const mailboxScreen = defineScreen(mailboxLinks, {
  list: showMailboxes,
  open: admins(async (ctx, box) => void (await ctx.show(await mailboxCard(ctx, box)))),
  async add(ctx) {
    if (!administers(ctx.user)) return ctx.say(ctx.t.mail.mailboxes.administratorsOnly);
    if (!ctx.kit.store.mailboxes.canSeal) return ctx.say(ctx.t.mail.mailboxes.noKey, { alert: true });
    await beginDialog(ctx, mailboxDialog);
  },
  edit: admins((ctx, box) =>
    beginDialog(ctx, mailboxDialog, { values: { about: { mailbox: box.id } }, toDraft: true }),
  ),
  test: admins(test),
  active: admins(async (ctx, box, on) => {
    await ctx.kit.store.mailboxes.setActive(box.id, on === '1');
    ctx.kit.mail?.poke();
    await ctx.show(await mailboxCard(ctx, { ...box, active: on === '1' }));
  }),
  remove: admins(async (ctx, box) => {
    await ctx.show({
      html: join([b(`📮 ${box.address}`), escapeHtml(ctx.t.mail.mailboxes.removeSure)], '\n\n'),
      rows: [
        [
          danger({ text: `🗑 ${ctx.t.common.yes}`, data: mailboxLinks.removeyes(box.id) }),
          { text: ctx.t.common.no, data: mailboxLinks.open(box.id) },
        ],
      ],
    });
  }),
  removeyes: admins(async (ctx, box) => {
    await ctx.kit.store.mailboxes.remove(box.id);
    ctx.kit.mail?.poke();
    await ctx.say(ctx.t.mail.mailboxes.removed);
    await showMailboxes(ctx);
  }),
});
