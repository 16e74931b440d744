import { mayChange } from '../../src/domain/rights.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { parkDialog } from '../../src/telegram/dialogs/dialog.ts';
import { TEXT_LIMIT } from '../../src/telegram/dialogs/fields/text.ts';
import { wordsOf } from '../line/take-message.ts';
import { askWhere } from './attach.ts';
import { contactCard } from './contact-card.ts';

/**
 * A reply to a message about a contact opens it; what the reply says is offered for it. False: the words, or what else came,
 * are left to whatever takes them, with the contact at hand.
 */
export async function replyToContact(ctx: Ctx, id: string): Promise<boolean> {
  const contact = await ctx.kit.store.contacts.get(ctx.user, id);
  if (!contact || !ctx.written) return false;
  await ctx.send(await contactCard(ctx, contact));
  const words = ctx.written.text === undefined ? '' : wordsOf(ctx.written);
  if (words === '' || contact.removed || !mayChange(ctx.user, contact)) return false;
  await parkDialog(ctx);
  await askWhere(ctx, contact, { content: cut(words, TEXT_LIMIT) });
  return true;
}
