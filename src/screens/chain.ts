import type { Contact } from '../domain/contact.ts';
import { b, escapeHtml, join } from '../domain/html.ts';
import { pack } from '../telegram/callback-data.ts';
import type { Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { contactLine, namesFor } from './contact-line.ts';

const SHOWN = 20;

/** The chain of a contact as a list in time; one tap goes to any of them. */
export async function chainCard(ctx: Ctx, contact: Contact): Promise<Card> {
  const { t } = ctx;
  const chain = (await ctx.kit.store.contacts.chain(ctx.user, contact.root, 100)).slice(-SHOWN);
  const names = await namesFor(ctx, chain);
  const alone = chain.length < 2 ? [escapeHtml(t.contact.chainAlone)] : [];
  return {
    html: join([b(`🔗 ${t.contact.chainTitle}`), ...alone], '\n\n'),
    rows: chain.map((one) => [
      {
        text: `${one.id === contact.id ? '👉 ' : ''}${contactLine(one, ctx, names)}`,
        data: pack('c', 'open', one.id),
      },
    ]),
  };
}
