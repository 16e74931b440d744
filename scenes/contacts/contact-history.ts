import type { Change, Contact } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { changeWords, namesOfChanges } from './change-words.ts';
import { backToCard, historyLinks } from './links.ts';

/** Who changed what of a contact, when, from what to what: the latest first, and how it was made at the very end. */
async function showHistory(ctx: Ctx, contact: Contact, page: number): Promise<void> {
  const { t, kit, user } = ctx;
  const { entries, total } = await kit.store.contacts.history(user, contact.id, page * PAGE, PAGE);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  if (page >= pages) return showHistory(ctx, contact, pages - 1);
  const author = { at: contact.createdAt, by: contact.author, field: 'created' };
  const last = page === pages - 1;
  const names = await namesOfChanges(ctx, last ? [...entries, author] : entries);
  const [lines, line] = [await namesFor(ctx, [contact]), (who: number) => names.users.get(who) ?? String(who)];
  const head = (at: Date, words: string) => b(`${showWhen(at, ctx.at, user)} · ${words}`);
  const blocks = together(entries).map((group) => {
    const [first] = group;
    return join(
      [head(first.at, line(first.by)), ...group.map((change) => escapeHtml(`• ${changeWords(ctx, names, change)}`))],
      '\n',
    );
  });
  const made = last ? [head(author.at, t.card.createdBy(line(author.by)))] : [];
  const title: Html[] = [b(`🕘 ${t.contact.historyTitle}`), escapeHtml(contactLine(contact, ctx, lines, 120))];
  const empty = total === 0 ? [escapeHtml(t.contact.historyEmpty)] : [];
  await ctx.show({
    html: join([join(title, '\n'), ...empty, ...blocks, ...made], '\n\n'),
    rows: [
      ...pageRow(ctx, page, total, (target) => historyLinks.page(contact.id, target)),
      backToCard(ctx, contact.id),
    ],
  });
}

/** Changes made by one hand in one moment stand together. */
function together(entries: readonly Change[]): [Change, ...Change[]][] {
  const groups: [Change, ...Change[]][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    if (group && group[0].by === entry.by && group[0].at.getTime() === entry.at.getTime()) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

export const historyScreen = defineScreen(historyLinks, {
  async page(ctx, id, page) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await showHistory(ctx, contact, pageOf(page));
  },
});
