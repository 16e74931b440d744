import { normalizeEmail } from '../../src/domain/client/email.ts';
import { administers } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { adminLinks } from '../admin/links.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { sendersLinks } from './links.ts';

/** What was said of senders, by whom, each with a button that takes it back. */
async function showSenders(ctx: Ctx, page: number): Promise<void> {
  const { letter: words, common } = ctx.t;
  const { store } = ctx.kit;
  const { senders, count } = await store.excludedSenders.list({ skip: page * PAGE, limit: PAGE });
  const names = await store.users.named(senders.map(({ by }) => by));
  const lines = senders.map(({ address, says, by }) => {
    const who = names.get(by) ?? String(by);
    return says === 'trusted' ? words.saidTrusted(address, who) : words.saidExcluded(address, who);
  });
  await ctx.show({
    html: join(
      [b(`📭 ${words.excludedSendersTitle}`), escapeHtml(lines.join('\n') || words.excludedSendersEmpty)],
      '\n\n',
    ),
    rows: [
      ...senders.map(({ address }, index) => [
        { text: words.forget(cut(address, 40)), data: sendersLinks.forget(page, index, fingerprint(address)) },
      ]),
      ...pageRow(ctx, page, count, (target) => sendersLinks.list(target)),
      [{ text: `‹ ${common.back}`, data: adminLinks.open() }],
    ],
  });
}

/** An address may be longer than a button can carry: its place in the list, and whether it still stands there. */
const fingerprint = (address: string): number =>
  [...address].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 99_991, 7);

export const sendersScreen = defineScreen(sendersLinks, {
  async list(ctx, page) {
    if (!administers(ctx.user)) return ctx.say(ctx.t.mail.mailboxes.administratorsOnly);
    await showSenders(ctx, pageOf(page));
  },
  async forget(ctx, page, index, mark) {
    if (!administers(ctx.user)) return ctx.say(ctx.t.mail.mailboxes.administratorsOnly);
    const { excludedSenders } = ctx.kit.store;
    const { senders } = await excludedSenders.list({ skip: pageOf(page) * PAGE, limit: PAGE });
    const address = senders[Number(index)]?.address ?? '';
    if (!normalizeEmail(address).ok || String(fingerprint(address)) !== mark) await ctx.say(ctx.t.common.stale);
    else {
      await excludedSenders.remove(address);
      await ctx.say(ctx.t.letter.forgotten(address));
    }
    await showSenders(ctx, pageOf(page));
  },
});
