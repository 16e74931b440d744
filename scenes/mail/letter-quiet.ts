import type { Letter } from '../../src/domain/letter/letter.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { senderLine } from './letter-card.ts';
import { letterLinks } from './links.ts';

/** Why a letter rang nobody: what was found, the weightiest first. */
export function whyCard({ t }: Ctx, letter: Letter): Card {
  const { quiet, subject, id, from } = letter;
  const reason = quiet ? t.mail.quiet[quiet.reason] : '';
  const signs = (quiet?.signs ?? []).map((sign) => `• ${t.letter.signs[sign]}`);
  return {
    html: join(
      [
        b(`🔕 ${t.letter.whyTitle(reason)}`),
        escapeHtml([subject || t.mail.noSubject, senderLine(letter, t)].join('\n')),
        ...(signs.length > 0 ? [escapeHtml(signs.join('\n'))] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...(from.address ? [[{ text: `🔔 ${t.letter.notNewsletter}`, data: letterLinks.trust(id) }]] : []),
      [{ text: `‹ ${t.mail.actions.toLetter}`, data: letterLinks.open(id) }],
    ],
  };
}

/** Its sender is not a newsletter: its letters ring from now on, and those that were kept quiet are to be handled. */
export async function trustSender(ctx: Ctx, { from, id }: Letter): Promise<Letter | undefined> {
  const { store } = ctx.kit;
  await store.excludedSenders.say(from.address, 'trusted', ctx.user.id, ctx.at);
  const count = await store.letters.restoreFrom(ctx.user, from.address);
  await ctx.say(ctx.t.letter.trustedNow(from.address, count), { alert: true });
  return store.letters.get(ctx.user, id);
}
