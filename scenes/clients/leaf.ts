import type { Organization } from '../../src/domain/client/client.ts';
import { showPhone } from '../../src/domain/client/phone.ts';
import { townsOf } from '../../src/domain/client/place.ts';
import { showTags } from '../../src/domain/client/tags.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { CARRIED_BYTES, type Leafed } from '../../src/store/clients/leaf-through.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { type ListRow, numberButtons, numberedText } from '../shared/numbered.ts';
import { carried, PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { toClients } from './clients.ts';
import { type LeafBy, leafLinks, organizationLinks, personLinks } from './links.ts';
import { silentCard, touchCard } from './overdue-touch.ts';

/*
 * The directory from A to Z, by pages that never end: all of it, or by manager, by town, by tag.
 */

const LETTERS_ACROSS = 6;
const NAME_LIMIT = 60;

const byOf = (text: string | undefined): LeafBy => (['m', 't', 'g', 'p'] as const).find((by) => by === text) ?? 'a';

function leafedBy(by: LeafBy, value: string, letter: string): Leafed {
  const within: Record<LeafBy, Leafed> = {
    a: {},
    m: { manager: Number(value) || 0 },
    t: { town: value },
    g: { tag: value },
    p: { tag: value },
  };
  return { ...within[by], ...(letter !== '' && { letter }) };
}

/** What a list is narrowed to, below its title. */
async function narrowed({ t, kit }: Ctx, by: LeafBy, value: string, letter: string): Promise<Html[]> {
  const manager = by === 'm' ? (await kit.store.users.named([Number(value)])).get(Number(value)) : undefined;
  const what: Record<LeafBy, string | undefined> = {
    a: undefined,
    m: `🧑‍💼 ${manager ?? value}`,
    t: `📍 ${value}`,
    g: `🏷 ${showTags([value])}`,
    p: `👤 ${t.clients.peopleWith}: ${showTags([value])}`,
  };
  return [what[by], letter === '' ? undefined : letter.toUpperCase()].flatMap((text) =>
    text ? [escapeHtml(text)] : [],
  );
}

const clientRow = ({ name, addresses, phones }: Organization): ListRow => {
  const detail = [townsOf(addresses)[0], ...phones.slice(0, 1).map(showPhone)].filter(Boolean).join(' · ');
  return { head: escapeHtml(cut(name, NAME_LIMIT)), ...(detail && { detail: escapeHtml(detail) }) };
};

/** A page of clients, or of people with a tag. */
export async function leafCard(ctx: Ctx, by: LeafBy = 'a', value = '', letter = '', page = 0): Promise<Card> {
  const { t, kit, user } = ctx;
  const leafed = leafedBy(by, value, letter);
  const here = leafLinks.page(by, value, letter, page);
  const found = by === 'p' ? await peoplePage(ctx, leafed, page, here) : await clientsPage(ctx, leafed, page, here);
  const people = by === 'g' && page === 0 ? await kit.store.persons.leaf(user, leafed, 0, 1) : undefined;
  const title = [b(`🗂 ${t.clients.allTitle}`), ...(await narrowed(ctx, by, value, letter))];
  return {
    html: join(
      [
        join(title, '\n'),
        escapeHtml(found.count > 0 ? t.clients.count(found.count, found.more) : t.clients.none),
        ...(found.rows.length > 0 ? [numberedText(found.rows, page * PAGE + 1)] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(found.opens, page * PAGE + 1),
      ...pageRow(ctx, page, found.count, (to) => leafLinks.page(by, value, letter, to), found.more),
      ...(people && people.count > 0
        ? [[{ text: `👤 ${t.clients.peopleWith}`, data: leafLinks.page('p', value, '', 0) }]]
        : []),
      [
        { text: `🔤 ${t.clients.letters}`, data: leafLinks.letters(by, value) },
        { text: `🧑‍💼 ${t.clients.byManager}`, data: leafLinks.groups('m', 0) },
      ],
      [
        { text: `📍 ${t.clients.byTown}`, data: leafLinks.groups('t', 0) },
        { text: `🏷 ${t.clients.byTag}`, data: leafLinks.groups('g', 0) },
      ],
      toClients(ctx),
    ],
  };
}

async function clientsPage({ kit, user }: Ctx, leafed: Leafed, page: number, here: CallbackData) {
  const { entries, count, more } = await kit.store.organizations.leaf(user, leafed, page * PAGE, PAGE);
  return {
    count,
    more,
    rows: entries.map(clientRow),
    opens: entries.map(({ id }) => organizationLinks.open(id, here)),
  };
}

async function peoplePage({ kit, user }: Ctx, leafed: Leafed, page: number, here: CallbackData) {
  const { entries, count, more } = await kit.store.persons.leaf(user, leafed, page * PAGE, PAGE);
  const firms = await kit.store.organizations.named(entries.flatMap(({ organization }) => organization ?? []));
  const rows = entries.map(({ name, position, organization }): ListRow => {
    const detail = [firms.get(organization ?? ''), position].filter(Boolean).join(' · ');
    return { head: escapeHtml(cut(name, NAME_LIMIT)), ...(detail && { detail: escapeHtml(detail) }) };
  });
  return { count, more, rows, opens: entries.map(({ id }) => personLinks.open(id, here)) };
}

/** Managers, towns or tags to choose from. */
async function groupsCard(ctx: Ctx, by: LeafBy, page: number): Promise<Card> {
  const { t } = ctx;
  const titles: Partial<Record<LeafBy, string>> = { m: t.clients.byManager, t: t.clients.byTown, g: t.clients.byTag };
  const groups = await groupsOf(ctx, by);
  return {
    html: join(
      [b(`🗂 ${titles[by] ?? t.clients.allTitle}`), ...(groups.length === 0 ? [escapeHtml(t.clients.noGroups)] : [])],
      '\n\n',
    ),
    rows: [
      ...groups.slice(page * PAGE, (page + 1) * PAGE),
      ...pageRow(ctx, page, groups.length, (to) => leafLinks.groups(by, to)),
      [{ text: `‹ ${t.common.back}`, data: leafLinks.page('a', '', '', 0) }],
    ],
  };
}

async function groupsOf({ kit, user }: Ctx, by: LeafBy): Promise<Button[][]> {
  const { organizations, persons, users } = kit.store;
  if (by === 'm')
    return (await users.active()).map(({ id, name }) => [
      { text: `🧑‍💼 ${name}`, data: leafLinks.page('m', String(id), '', 0) },
    ]);
  if (by === 't')
    return (await organizations.groups(user, 'towns')).map(({ name, count }) => [
      { text: `📍 ${name} · ${count}`, data: leafLinks.page('t', carried(name, CARRIED_BYTES), '', 0) },
    ]);
  const [clients, people] = await Promise.all([organizations.groups(user, 'tags'), persons.groups(user, 'tags')]);
  const counts = new Map(clients.map(({ name, count }) => [name, count]));
  for (const { name, count } of people) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => {
      const isPeoples = !clients.some((tag) => tag.name === name);
      return [
        {
          text: `🏷 ${name} · ${count}`,
          data: leafLinks.page(isPeoples ? 'p' : 'g', carried(name, CARRIED_BYTES), '', 0),
        },
      ];
    });
}

async function lettersCard(ctx: Ctx, by: LeafBy, value: string): Promise<Card> {
  const { t, kit, user } = ctx;
  const { organizations, persons } = kit.store;
  const letters = await (by === 'p' ? persons : organizations).letters(user, leafedBy(by, value, ''));
  return {
    html: join([b(`🔤 ${t.clients.allTitle}`), ...(await narrowed(ctx, by, value, ''))], '\n'),
    rows: [
      ...grid(
        letters.map((letter) => ({ text: letter.toUpperCase(), data: leafLinks.page(by, value, letter, 0) })),
        LETTERS_ACROSS,
      ),
      [{ text: `‹ ${t.clients.whole}`, data: leafLinks.page(by, value, '', 0) }],
    ],
  };
}

export const leafScreen = defineScreen(leafLinks, {
  async page(ctx, by, value, letter, page) {
    await ctx.show(await leafCard(ctx, byOf(by), value, letter, pageOf(page)));
  },
  async letters(ctx, by, value) {
    await ctx.show(await lettersCard(ctx, byOf(by), value ?? ''));
  },
  async groups(ctx, by, page) {
    await ctx.show(await groupsCard(ctx, byOf(by), pageOf(page)));
  },
  async silent(ctx, days, all, page) {
    await ctx.show(await silentCard(ctx, Number.parseInt(days ?? '', 10) || 0, all === '1', pageOf(page)));
  },
  async touch(ctx, all, page) {
    await ctx.show(await touchCard(ctx, all === '1', pageOf(page)));
  },
});
