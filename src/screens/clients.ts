import { b, escapeHtml, join } from '../domain/html.ts';
import type { Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';
import { defineScreen } from '../telegram/screen.ts';
import { openOrganization } from './client-links.ts';
import { PAGE, pageOf, pageRow } from './pages.ts';

/** So many of the clients added last are looked through for those with no next step. */
const WINDOW = 2000;

/** `/clients`: a question with what was found below it. */
export const showClients = (ctx: Ctx): Promise<void> => beginDialog(ctx, 'find-client');

/** Clients with nothing planned, whoever would have to plan it: of the viewer's own, or of all that are seen. */
export async function noNextStepCard(ctx: Ctx, all = false, page = 0): Promise<Card> {
  const { t, kit, user } = ctx;
  const { organizations, clientContacts } = kit.store;
  const looked = await (all ? organizations.latest(user, WINDOW) : organizations.ofManager(user, user.id, WINDOW));
  const planned = await clientContacts.planned(looked.map(({ id }) => id));
  const idle = looked.filter(({ id }) => !planned.has(id));
  const cut = looked.length === WINDOW;
  const to = (target: number) => clientsScreen.data('idle', all ? 1 : 0, target);
  const tab = (text: string, target: boolean) => ({
    text: target === all ? `● ${text}` : text,
    data: clientsScreen.data('idle', target ? 1 : 0, 0),
  });
  return {
    html: join(
      [
        b(`⏳ ${t.clients.noNextTitle}`),
        escapeHtml(idle.length > 0 ? t.clients.noNextCount(idle.length, WINDOW, cut) : t.clients.noNextNone),
      ],
      '\n\n',
    ),
    rows: [
      ...idle
        .slice(page * PAGE, (page + 1) * PAGE)
        .map(({ id, name }) => [{ text: `🏢 ${name}`, data: openOrganization(id, to(page)) }]),
      ...pageRow(ctx, page, idle.length, to),
      [tab(t.clients.noNextMine, false), tab(t.clients.noNextAll, true)],
      [{ text: `‹ ${t.clients.title}`, data: clientsScreen.data('open') }],
    ],
  };
}

export const clientsScreen = defineScreen('cl', {
  open: showClients,
  async idle(ctx, all, page) {
    await ctx.show(await noNextStepCard(ctx, all === '1', pageOf(page)));
  },
});
