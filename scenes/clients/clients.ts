import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { clientsLinks, findClientDialog, leafLinks, organizationLinks } from './links.ts';

/** So many are leafed through: nobody plans for more at one sitting. */
const MOST = 1000;
const NAME_LIMIT = 64;

/** `/clients`: a question with what was found below it. */
export const showClients = (ctx: Ctx): Promise<void> => beginDialog(ctx, findClientDialog);

/** The row that leads back to the directory. */
export const toClients = ({ t }: Ctx): Button[] => [{ text: `‹ ${t.clients.title}`, data: clientsLinks.open() }];

/** Clients with nothing planned, no matter who would have to plan it: of the viewer's own, or of all that are seen. */
export async function noNextStepCard(ctx: Ctx, all = false, page = 0): Promise<Card> {
  const { t, kit, user } = ctx;
  const { organizations } = kit.store;
  const whose = all ? undefined : user.id;
  const [{ clients, more, within }, due] = await Promise.all([
    organizations.idle(user, whose, MOST),
    organizations.dueForTouch(user, whose, ctx.at),
  ]);
  const to = (target: number) => clientsLinks.idle(all, target);
  const tab = (text: string, target: boolean) => ({
    text: target === all ? `● ${text}` : text,
    data: clientsLinks.idle(target, 0),
  });
  const shown = clients.slice(page * PAGE, (page + 1) * PAGE);
  const first = page * PAGE + 1;
  return {
    html: join(
      [
        b(`⏳ ${t.clients.noNextTitle}`),
        escapeHtml(clients.length > 0 ? t.clients.noNextCount(clients.length, more) : t.clients.noNextNone),
        ...(more ? [escapeHtml(t.clients.noNextFirst(MOST))] : []),
        ...(within === undefined ? [] : [escapeHtml(t.clients.noNextWithin(within))]),
        numberedText(
          shown.map(({ name }) => ({ head: escapeHtml(`🏢 ${cut(name, NAME_LIMIT)}`) })),
          first,
        ),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => organizationLinks.open(id, to(page))),
        first,
      ),
      ...pageRow(ctx, page, clients.length, to),
      [tab(t.clients.noNextMine, false), tab(t.clients.noNextAll, true)],
      [
        ...(due.length > 0 ? [{ text: `🤝 ${t.clients.touch(due.length)}`, data: leafLinks.touch(all, 0) }] : []),
        { text: `🔕 ${t.clients.silent}`, data: leafLinks.silent(90, all, 0) },
      ],
      toClients(ctx),
    ],
  };
}

export const clientsScreen = defineScreen(clientsLinks, {
  open: showClients,
  async idle(ctx, all, page) {
    await ctx.show(await noNextStepCard(ctx, all === '1', pageOf(page)));
  },
});
