import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { zoneName } from '../../src/domain/time/zone-names.ts';
import type { Admission, Role, User } from '../../src/domain/user.ts';
import { languageNames, roles } from '../../src/domain/user.ts';
import { shownName } from '../../src/domain/user-name.ts';
import { showTime, showWhen } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import { MANY, type StaffChanged } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { setMenuOf } from '../../src/telegram/messages/command-menu.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { tell } from '../shared/tell.ts';
import { forAdministrators } from './admin-guard.ts';
import { admissionRows, firstOffered } from './admission.ts';
import { accessLinks, adminLinks, renameUserDialog, retireLinks, usersLinks } from './links.ts';
import { userId } from './user-id.ts';
import { whoIs } from './who-is.ts';

const ROLE_ICONS: Record<Role, string> = { manager: '👤', supervisor: '🔭', administrator: '👑' };

/** Who it is and how they stand, in a line. */
function userLine({ t }: Ctx, user: User): string {
  const { access, role } = user;
  const name = shownName(user.name);
  if (access === 'asked') return `🙋 ${name}: ${t.admin.access.asked}`;
  if (access !== 'active') return `🚪 ${name}: ${t.admin.access[access]}`;
  const marks = `${user.ownOnly ? ' 🔒' : ''}${user.reachable ? '' : ' ⚠️'}`;
  return `${ROLE_ICONS[role]} ${name}${marks}`;
}

async function showUsers(ctx: Ctx, page: number): Promise<void> {
  const { t, kit, user } = ctx;
  const { users, total } = await kit.store.staff.page(user, page * PAGE, PAGE);
  const link = t.admin.userLink(`t.me/${kit.botName}`);
  const asking = users
    .filter(({ access }) => access === 'asked')
    .map((one) => join([escapeHtml('🙋 '), whoIs(t, one)]));
  await ctx.show({
    html: join([b(`👥 ${t.admin.usersTitle(total)}`), escapeHtml(`${t.admin.usersHint}\n${link}`), ...asking], '\n\n'),
    rows: [
      ...users.map((one) => [{ text: userLine(ctx, one), data: usersLinks.card(one.id) }]),
      ...pageRow(ctx, page, total, (to) => usersLinks.list(to)),
      [{ text: `‹ ${t.admin.title}`, data: adminLinks.open() }],
    ],
  });
}

/** `12 clients` or `more than 1000`, in the words of a language. */
export const counted = ({ t }: Pick<Ctx, 't'>, duties: { organizations: number; planned: number }) => ({
  organizations: duties.organizations > MANY ? t.admin.over(MANY) : t.admin.clients(duties.organizations),
  planned: duties.planned > MANY ? t.admin.over(MANY) : t.admin.plans(duties.planned),
});

/** The card of one user: what they may do, and what can be done about it. */
export async function userCard(ctx: Ctx, user: User, undo?: Button): Promise<Card> {
  const { t, kit } = ctx;
  const { access } = user;
  const duties = counted(ctx, await kit.store.staff.duties(ctx.user, user.id));
  const role = `${ROLE_ICONS[user.role]} ${t.admin.roleTitle}: ${t.admin.role[user.role]}`;
  const known = access === 'active' || access === 'retired';
  const first = await firstOffered(kit);
  const lines = [
    `🔑 ${t.admin.access[access]}`,
    ...(known ? [user.ownOnly && user.role === 'manager' ? `${role}, ${t.admin.ownOnlyHint}` : role] : []),
    `🗣 ${t.admin.language}: ${languageNames[user.language]} · 🌍 ${zoneName(user.zone, t.language)}, ${showTime(ctx.at, { ...user, language: t.language })}`,
    ...(known ? [`💼 ${t.admin.responsibleFor(duties.organizations, duties.planned)}`] : []),
    ...(access === 'retired' ? [await retiredLine(ctx, user)] : []),
    ...(access === 'active' && !user.reachable ? [`⚠️ ${t.admin.unreachable}`] : []),
    ...(known || access === 'unknown' ? [] : [`✅ ${t.admin.approveMeans(t.admin.admission[first])}`]),
    ...(kit.administrators.has(user.id) ? [`ℹ️ ${t.admin.chief}`] : []),
  ];
  return {
    html: join([whoIs(t, user), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: [
      ...(undo ? [[undo]] : []),
      ...cardRows(ctx, user, first),
      [{ text: `‹ ${t.admin.users}`, data: usersLinks.list(0) }],
    ],
  };
}

async function retiredLine({ t, kit, at, user: reader }: Ctx, { retired }: User): Promise<string> {
  if (!retired) return '';
  const names = await kit.store.users.named([retired.by]);
  return `🚪 ${t.admin.retiredBy(showWhen(retired.at, at, reader), names.get(retired.by) ?? String(retired.by))}`;
}

function cardRows(ctx: Ctx, user: User, first: Admission): Button[][] {
  const { t, kit } = ctx;
  const { id, role, access } = user;
  if (access === 'asked' || access === 'declined') {
    const decline = { text: `🚫 ${t.home.decline}`, data: accessLinks.decline(id) };
    return admissionRows(t, first, (as) => accessLinks.admit(id, as), access === 'asked' ? [decline] : []);
  }
  const rename = { text: `✏️ ${t.admin.rename}`, data: usersLinks.rename(id) };
  if (access === 'retired') {
    return [
      [{ text: `↩️ ${t.admin.bringBack}`, data: usersLinks.back(id) }],
      [{ text: `🤝 ${t.admin.handOver}`, data: retireLinks.whom(id, 0) }],
      [rename],
    ];
  }
  const ownOnly = {
    text: `${user.ownOnly ? '✅' : '⬜️'} ${t.admin.ownOnly}`,
    data: usersLinks.own(id, user.ownOnly ? 0 : 1),
  };
  const chief = kit.administrators.has(id);
  const choices = roles.map((one) => ({
    text: `${one === role ? '● ' : ''}${ROLE_ICONS[one]} ${t.admin.role[one]}`,
    data: usersLinks.role(id, role, one),
  }));
  return [
    ...(chief ? [] : choices.map((choice) => [choice])),
    ...(role === 'manager' ? [[ownOnly]] : []),
    [rename],
    ...(chief ? [] : [[{ text: `🚪 ${t.admin.retire}`, data: retireLinks.whom(id, 0) }]]),
  ];
}

/** Tells what became of a change of a user and shows the card as it is now. True: it was made, just now. */
export async function tellStaff(ctx: Ctx, changed: StaffChanged, done: string, undo?: Button): Promise<boolean> {
  const { admin } = ctx.t;
  if (changed.outcome === 'absent') {
    await ctx.say(admin.absentUser);
    return false;
  }
  const word = { done, already: done, overtaken: admin.overtaken, last: admin.lastOne }[changed.outcome];
  await ctx.say(word, { alert: changed.outcome === 'last' });
  await ctx.show(await userCard(ctx, changed.user, changed.outcome === 'done' ? undo : undefined));
  return changed.outcome === 'done';
}

const isRole = (text: string | undefined): text is Role => roles.some((role) => role === text);

async function setRole(ctx: Ctx, id: number, seen: Role, role: Role): Promise<void> {
  const { t, kit } = ctx;
  if (kit.administrators.has(id)) return ctx.say(t.admin.chief.slice(0, 200), { alert: true });
  const known = await kit.store.staff.get(ctx.user, id);
  const changed = await kit.store.staff.setRole(ctx.user, id, seen, role, ctx.at);
  // A user who gave their own role away has no business here any more.
  if (changed.outcome === 'done' && id === ctx.user.id) {
    ctx.user = changed.user;
    await setMenuOf(kit.call, changed.user);
    await ctx.say(t.admin.told.role(t.admin.role[role]));
    await ctx.show({ html: escapeHtml(t.admin.told.role(t.admin.role[role])) });
    return;
  }
  const undo = { text: `↩️ ${t.common.undo}`, data: usersLinks.role(id, role, seen) };
  const name = known?.name ?? String(id);
  if (!(await tellStaff(ctx, changed, t.admin.roleNow(name, t.admin.role[role]), undo))) return;
  if (changed.outcome !== 'done') return;
  const theirs = texts[changed.user.language].admin;
  await setMenuOf(kit.call, changed.user);
  await tell(kit, changed.user, { html: escapeHtml(`🔑 ${theirs.told.role(theirs.role[role])}`) });
}

async function setOwnOnly(ctx: Ctx, id: number, ownOnly: boolean): Promise<void> {
  const { t, kit } = ctx;
  const changed = await kit.store.staff.setOwnOnly(ctx.user, id, ownOnly);
  const name = changed.outcome === 'absent' ? '' : changed.user.name;
  const word = ownOnly ? t.admin.ownOnlyOn(name) : t.admin.ownOnlyOff(name);
  if (!(await tellStaff(ctx, changed, word)) || changed.outcome !== 'done') return;
  const { told } = texts[changed.user.language].admin;
  await tell(kit, changed.user, { html: escapeHtml(`🔑 ${ownOnly ? told.ownOnly : told.seesAll}`) });
}

export const usersScreen = defineScreen(
  usersLinks,
  forAdministrators({
    list: (ctx, page) => showUsers(ctx, pageOf(page)),
    async card(ctx, id) {
      const user = await ctx.kit.store.staff.get(ctx.user, userId(id));
      if (!user) return ctx.say(ctx.t.admin.absentUser);
      await ctx.show(await userCard(ctx, user));
    },
    async role(ctx, id, seen, role) {
      if (!isRole(seen) || !isRole(role)) return ctx.say(ctx.t.common.stale);
      if (seen === role) return ctx.say(ctx.t.common.alreadyDone);
      await setRole(ctx, userId(id), seen, role);
    },
    async own(ctx, id, on) {
      if (on !== '0' && on !== '1') return ctx.say(ctx.t.common.stale);
      await setOwnOnly(ctx, userId(id), on === '1');
    },
    async rename(ctx, id) {
      const user = await ctx.kit.store.staff.get(ctx.user, userId(id));
      if (!user) return ctx.say(ctx.t.admin.absentUser);
      await beginDialog(ctx, renameUserDialog, { values: { about: { id: user.id, name: user.name } } });
    },
    async back(ctx, id) {
      const { t, kit } = ctx;
      const changed = await kit.store.staff.bringBack(ctx.user, userId(id));
      const name = changed.outcome === 'absent' ? '' : changed.user.name;
      if (!(await tellStaff(ctx, changed, t.admin.backNow(name))) || changed.outcome !== 'done') return;
      await setMenuOf(kit.call, changed.user);
      const theirs = texts[changed.user.language].admin.told.back;
      await tell(kit, changed.user, { html: escapeHtml(`🎉 ${theirs}`) });
    },
  }),
);
