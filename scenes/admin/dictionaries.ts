import { type DictionaryKind, dictionaryKinds, type Entry, valueKinds } from '../../src/domain/client/client.ts';
import { channels } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { b, escapeHtml, join, s } from '../../src/domain/text/html.ts';
import type { EntryEdited } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Button, type Card, danger } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { forAdministrators } from './admin-guard.ts';
import { adminLinks, dictionaryEntryDialog, dictionaryLinks, type EntryAbout } from './links.ts';

const ICONS: Record<DictionaryKind, string> = {
  type: '🏷',
  source: '📣',
  channel: '🔀',
  documentType: '📄',
  characteristic: '📎',
  firm: '🏛',
};

const isKind = (text: string | undefined): text is DictionaryKind => dictionaryKinds.some((kind) => kind === text);
const revisionOf = ({ revision = 0 }: Entry) => revision;

async function showKinds(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  await ctx.show({
    html: b(`📚 ${t.admin.dictionaries}`),
    rows: [
      ...dictionaryKinds.map((kind) => [
        { text: `${ICONS[kind]} ${t.admin.dictionary[kind]}`, data: dictionaryLinks.list(kind, 0) },
      ]),
      [{ text: `‹ ${t.admin.title}`, data: adminLinks.open() }],
    ],
  });
}

/** The values of one dictionary in their order, a page of them; without one, the last page. */
export async function entriesCard(ctx: Ctx, kind: DictionaryKind, page?: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const all = await kit.store.dictionaryEdits.all(user, kind);
  const last = Math.max(0, Math.ceil(all.length / PAGE) - 1);
  const shown = Math.min(page ?? last, last);
  const builtIn = channels.map((channel) => t.contact.channel[channel] ?? channel).join(', ');
  return {
    html: join(
      [
        b(`${ICONS[kind]} ${t.admin.dictionary[kind]}`),
        escapeHtml(all.length > 0 ? t.admin.dictionaryCount(all.length) : t.form.dictionaryEmpty),
        ...(kind === 'channel' ? [escapeHtml(t.admin.builtIn(builtIn))] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...all.slice(shown * PAGE, (shown + 1) * PAGE).map((entry) => [
        {
          text: `${entry.retired ? '🚫 ' : ''}${entry.name[user.language]}`,
          data: dictionaryLinks.entry(entry.id),
        },
      ]),
      ...pageRow(ctx, shown, all.length, (to) => dictionaryLinks.list(kind, to)),
      [{ text: `➕ ${t.admin.add}`, data: dictionaryLinks.add(kind) }],
      [{ text: `‹ ${t.admin.dictionaries}`, data: dictionaryLinks.kinds() }],
    ],
  };
}

function entryCard(ctx: Ctx, entry: Entry): Card {
  const { t, user } = ctx;
  const { id, kind, name, retired, values } = entry;
  const revision = revisionOf(entry);
  const act = (text: string, action: 'rename' | 'up' | 'down' | 'retire' | 'restore' | 'remove'): Button => ({
    text,
    data: dictionaryLinks[action](id, revision),
  });
  const title = `${ICONS[kind]} ${name[user.language]}`;
  const other = user.language === 'ru' ? name.en : name.ru;
  const lines = [
    t.admin.dictionary[kind],
    `${t.admin.otherName}: ${other}`,
    ...(kind === 'characteristic' ? [`${t.admin.valuesTitle}: ${t.admin.values[values ?? 'text']}`] : []),
    ...(retired ? [`🚫 ${t.admin.retiredEntry}`] : []),
  ];
  const chosen = valueKinds.map((one) => ({
    text: `${one === (values ?? 'text') ? '● ' : ''}${t.admin.values[one]}`,
    data: dictionaryLinks.values(id, revision, one),
  }));
  return {
    html: join([retired ? s(title) : b(title), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: [
      [act(`✏️ ${t.admin.entryRename}`, 'rename')],
      [act(`⬆️ ${t.admin.up}`, 'up'), act(`⬇️ ${t.admin.down}`, 'down')],
      ...(kind === 'characteristic' ? [chosen.slice(0, 3), chosen.slice(3)] : []),
      [retired ? act(`↩️ ${t.admin.restoreEntry}`, 'restore') : act(`🚫 ${t.admin.retireEntry}`, 'retire')],
      [danger(act(`🗑 ${t.common.remove}`, 'remove'))],
      [{ text: `‹ ${t.admin.dictionary[kind]}`, data: dictionaryLinks.list(kind, 0) }],
    ],
  };
}

/** Tells what became of a change, and shows the value as it is now. */
async function tellEdited(ctx: Ctx, edited: EntryEdited, done: string): Promise<void> {
  if (edited.outcome === 'absent') return ctx.say(ctx.t.admin.absentEntry);
  await ctx.say(edited.outcome === 'done' ? done : ctx.t.admin.overtaken);
  await ctx.show(entryCard(ctx, edited.entry));
}

const known = (ctx: Ctx, id: string | undefined): Promise<Entry | undefined> =>
  isId(id) ? ctx.kit.store.dictionaryEdits.get(ctx.user, id) : Promise.resolve(undefined);

/** An action on a value that is there; the button carries the revision it was drawn with. */
const onEntry =
  (act: (ctx: Ctx, entry: Entry, revision: number, arg?: string) => Promise<void>) =>
  async (ctx: Ctx, id?: string, revision?: string, arg?: string): Promise<void> => {
    const entry = await known(ctx, id);
    if (!entry) return ctx.say(ctx.t.admin.absentEntry);
    await act(ctx, entry, Number.parseInt(revision ?? '', 10) || 0, arg);
  };

const moved = (way: 'up' | 'down') =>
  onEntry(async (ctx, { id, kind }, revision) => {
    const edited = await ctx.kit.store.dictionaryEdits.move(ctx.user, id, revision, way);
    if (edited.outcome !== 'done') return tellEdited(ctx, edited, '');
    const all = await ctx.kit.store.dictionaryEdits.all(ctx.user, kind);
    await ctx.say(`${all.findIndex((one) => one.id === id) + 1} / ${all.length}`);
    await ctx.show(entryCard(ctx, edited.entry));
  });

const retired = (now: boolean) =>
  onEntry(async (ctx, { id, name }, revision) => {
    const { admin } = ctx.t;
    const edited = await ctx.kit.store.dictionaryEdits.setRetired(ctx.user, id, revision, now);
    const shown = name[ctx.user.language];
    await tellEdited(ctx, edited, now ? admin.entryRetired(shown) : admin.entryRestored(shown));
  });

/** Takes a value away that nothing points to; a tap brings it back. */
async function remove(ctx: Ctx, entry: Entry, revision: number): Promise<void> {
  const { t, kit } = ctx;
  const name = entry.name[ctx.user.language];
  if (await kit.store.dictionaryEdits.used(entry)) {
    await ctx.say(t.admin.entryUsed(name), { alert: true });
    return ctx.show(entryCard(ctx, entry)).then(() => {});
  }
  const edited = await kit.store.dictionaryEdits.setDeleted(ctx.user, entry.id, revision, true);
  if (edited.outcome !== 'done') return tellEdited(ctx, edited, '');
  await ctx.say(t.admin.entryRemoved(name));
  const card = await entriesCard(ctx, entry.kind, 0);
  const undo = {
    text: `↩️ ${t.common.undo}: ${name}`,
    data: dictionaryLinks.undo(entry.id, revisionOf(edited.entry)),
  };
  await ctx.show({ ...card, rows: [[undo], ...(card.rows ?? [])] });
}

export const dictionariesScreen = defineScreen(
  dictionaryLinks,
  forAdministrators({
    kinds: showKinds,
    async list(ctx, kind, page) {
      if (!isKind(kind)) return ctx.say(ctx.t.common.gone);
      await ctx.show(await entriesCard(ctx, kind, pageOf(page)));
    },
    async entry(ctx, id) {
      const entry = await known(ctx, id);
      if (!entry) return ctx.say(ctx.t.admin.absentEntry);
      await ctx.show(entryCard(ctx, entry));
    },
    async add(ctx, kind) {
      if (!isKind(kind)) return ctx.say(ctx.t.common.gone);
      await beginDialog(ctx, dictionaryEntryDialog, { values: { about: { kind } satisfies EntryAbout } });
    },
    rename: onEntry(async (ctx, { id, kind, name }, revision) => {
      const about: EntryAbout = { kind, entry: { id, revision, name: name[ctx.user.language] } };
      await beginDialog(ctx, dictionaryEntryDialog, { values: { about } });
    }),
    up: moved('up'),
    down: moved('down'),
    retire: retired(true),
    restore: retired(false),
    values: onEntry(async (ctx, { id, kind }, revision, arg) => {
      const values = valueKinds.find((one) => one === arg);
      if (!values || kind !== 'characteristic') return ctx.say(ctx.t.common.stale);
      const edited = await ctx.kit.store.dictionaryEdits.setValues(ctx.user, id, revision, values);
      await tellEdited(ctx, edited, ctx.t.contact.changed);
    }),
    remove: onEntry(remove),
    async undo(ctx, id, revision) {
      if (!isId(id)) return ctx.say(ctx.t.admin.absentEntry);
      const seen = Number.parseInt(revision ?? '', 10) || 0;
      const edited = await ctx.kit.store.dictionaryEdits.setDeleted(ctx.user, id, seen, false);
      const name = edited.outcome === 'absent' ? '' : edited.entry.name[ctx.user.language];
      await tellEdited(ctx, edited, ctx.t.admin.entryBack(name));
    },
  }),
);
