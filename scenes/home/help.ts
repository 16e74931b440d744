import { keysOf } from '../../src/domain/keys.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { parkDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { takeLine } from '../line/index.ts';
import { helpLinks, homeLinks, type Sendable } from './links.ts';

const ICONS: Record<Sendable, string> = { photo: '📷', voice: '🎤', forward: '↪️', card: '👤' };
const SENDABLE = keysOf(ICONS);

/** The example lines, about the client that the user had to do with last, if there is one. */
async function examplesFor({ kit, user, t }: Ctx): Promise<string[]> {
  const [last] = await kit.store.contacts.recentOrganizations(user.id, 1);
  const names = last === undefined ? undefined : await kit.store.organizations.named([last]);
  return t.home.help.examples(names?.get(last ?? '') ?? t.home.help.client);
}

/** What can be written and sent to the bot: each line and each kind a tap that tries it. */
async function helpCard(ctx: Ctx): Promise<Card> {
  const { t, kit } = ctx;
  const { help, commands } = t.home;
  const examples = await examplesFor(ctx);
  const lines = (texts: readonly string[]) => join(texts.map(escapeHtml), '\n');
  const tryLine = (_: string, index: number): Button => ({ text: String(index + 1), data: helpLinks.line(index) });
  const tryKind = (kind: Sendable): Button => ({
    text: `${ICONS[kind]} ${help.kinds[kind]}`,
    data: helpLinks.how(kind),
  });
  return {
    html: join(
      [
        join([b(help.write), lines(examples.map((text, index) => `${index + 1}. ${text}`))], '\n'),
        join([b(help.send), escapeHtml(help.sendWhat(kit.botName))], '\n'),
        lines(Object.entries(commands).map(([name, what]) => `/${name} — ${what}`)),
      ],
      '\n\n',
    ),
    rows: [
      ...grid(examples.map(tryLine), 5),
      ...grid(SENDABLE.map(tryKind), 2),
      [{ text: `🔎 @${kit.botName}`, inline: help.client.slice(0, 3).toLowerCase() }],
      [
        { text: `📒 ${t.home.newContact}`, data: homeLinks.new() },
        { text: `☀️ ${t.home.today}`, data: homeLinks.today() },
      ],
    ],
  };
}

export const showHelp = async (ctx: Ctx): Promise<void> => void (await ctx.send(await helpCard(ctx)));

export const helpScreen = defineScreen(helpLinks, {
  /** Does what the line would do if it were sent; the help stays where it is. */
  async line(ctx, index) {
    const text = (await examplesFor(ctx))[Number(index)];
    if (text === undefined) return ctx.say(ctx.t.common.gone);
    if (ctx.tap) ctx.tap = { ...ctx.tap, redrawable: false };
    await parkDialog(ctx);
    await takeLine(ctx, { text });
  },
  async how(ctx, kind) {
    const known = SENDABLE.find((one) => one === kind);
    await ctx.say(known ? ctx.t.home.help.how[known] : ctx.t.common.gone, { alert: true });
  },
});
