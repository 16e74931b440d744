import { handOverAll, retireUser } from '../../src/actions/users/index.ts';
import { isId, newId } from '../../src/domain/id.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { setMenuOf } from '../../src/telegram/messages/command-menu.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { actingOf } from '../shared/acting.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { tell } from '../shared/tell.ts';
import { forAdministrators } from './admin-guard.ts';
import { retireLinks, usersLinks } from './links.ts';
import { userId } from './user-id.ts';
import { counted, tellStaff, userCard } from './users.ts';

/** Who takes over the clients and plans of somebody: of a leaver, this closes their access too. */
async function whomCard(ctx: Ctx, leaver: User, page: number): Promise<Card> {
  const { t, kit } = ctx;
  const retired = leaver.access === 'retired';
  const duties = counted(ctx, await kit.store.staff.duties(ctx.user, leaver.id));
  const others = (await kit.store.users.active()).filter(({ id }) => id !== leaver.id);
  // Whatever is tapped on this card is one operation, however often.
  const key = newId();
  const choices = others
    .slice(page * PAGE, (page + 1) * PAGE)
    .map(({ id, name }) => [{ text: `🤝 ${name}`, data: retireLinks.go(leaver.id, id, key) }]);
  const nobody: Button[] = [{ text: `🚪 ${t.admin.retireAlone}`, data: retireLinks.go(leaver.id, 0, key) }];
  const title = retired ? t.admin.handOverTitle(leaver.name) : t.admin.retireTitle(leaver.name);
  const lines = [
    ...(retired ? [] : [t.admin.retireWhat]),
    t.admin.responsibleFor(duties.organizations, duties.planned),
    others.length > 0 ? t.admin.retireWhom : t.admin.retireNobody,
  ];
  return {
    html: join([b(`🚪 ${title}`), ...lines.map(escapeHtml)], '\n\n'),
    rows: [
      ...choices,
      ...pageRow(ctx, page, others.length, (to) => retireLinks.whom(leaver.id, to)),
      ...(retired ? [] : [nobody]),
      [{ text: `‹ ${t.common.back}`, data: usersLinks.card(leaver.id) }],
    ],
  };
}

/** Closes the access of somebody who works here. True: it is closed by this very operation. */
async function retire(ctx: Ctx, id: number, key: string): Promise<boolean> {
  const { t, kit } = ctx;
  const changed = await retireUser(actingOf(ctx), id, key);
  const name = changed.outcome === 'absent' ? '' : changed.user.name;
  await tellStaff(ctx, changed, t.admin.retiredNow(name));
  if (changed.outcome !== 'done') return changed.outcome === 'already';
  await setMenuOf(kit.call, changed.user);
  await tell(kit, changed.user, { html: escapeHtml(texts[changed.user.language].admin.told.retired) });
  return true;
}

async function go(ctx: Ctx, id: number, to: number, key: string): Promise<void> {
  const { t, kit } = ctx;
  const leaver = await kit.store.staff.get(ctx.user, id);
  if (!leaver) return ctx.say(t.admin.absentUser);
  if (kit.administrators.has(id)) return ctx.say(t.admin.chief.slice(0, 200), { alert: true });
  const receiver = to === 0 ? undefined : await kit.store.staff.get(ctx.user, to);
  if (to !== 0 && (receiver?.access !== 'active' || to === id)) return ctx.say(t.common.stale);
  const handsOver = leaver.access === 'retired' && leaver.retired?.key !== key;
  if (handsOver) await ctx.show(await userCard(ctx, leaver));
  else if (!(await retire(ctx, id, key))) return;
  if (!receiver) return;
  await handOverAll(actingOf(ctx), { from: id, to: receiver.id, key });
  await ctx.say(t.admin.handOverBegun(`${leaver.name} → ${receiver.name}`));
}

export const retireScreen = defineScreen(
  retireLinks,
  forAdministrators({
    async whom(ctx, id, page) {
      const leaver = await ctx.kit.store.staff.get(ctx.user, userId(id));
      if (!leaver || (leaver.access !== 'active' && leaver.access !== 'retired'))
        return ctx.say(ctx.t.admin.absentUser);
      if (ctx.kit.administrators.has(leaver.id)) return ctx.say(ctx.t.admin.chief.slice(0, 200), { alert: true });
      await ctx.show(await whomCard(ctx, leaver, pageOf(page)));
    },
    async go(ctx, id, to, key) {
      if (!isId(key)) return ctx.say(ctx.t.common.stale);
      await go(ctx, userId(id), userId(to), key);
    },
  }),
);
