import { type Entry, type ValueKind, valueKinds } from '../../src/domain/client/client.ts';
import type { EntryEdited } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { plainText, requiredText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { entriesCard } from './dictionaries.ts';
import { dictionaryEntryDialog, type EntryAbout } from './links.ts';

type EntryValues = { about?: EntryAbout; name?: string; other?: string; values?: ValueKind };

const NAME_LIMIT = 60;

/** The name in both languages: what is not told in the other one is the same there. */
function namesOf(ctx: Ctx, name: string, other: string = name): Entry['name'] {
  const line = (text: string) => text.replace(/\s+/g, ' ');
  return ctx.user.language === 'ru' ? { ru: line(name), en: line(other) } : { ru: line(other), en: line(name) };
}

/** Adds a value to a dictionary, or renames one. */
export const dictionaryEntryScene = defineForm<EntryValues, 'about'>(dictionaryEntryDialog, {
  title: (t, { about }) =>
    about?.entry
      ? `✏️ ${t.admin.entryRenameTitle}: ${about.entry.name}`
      : `➕ ${t.admin.entryTitle}${about ? `: ${t.admin.dictionary[about.kind]}` : ''}`,
  direct: true,
  fields: {
    name: requiredText<EntryValues>({
      name: 'name',
      icon: '🏷',
      label: (t) => t.admin.entryName,
      limit: NAME_LIMIT,
      question: (ctx) => ctx.t.admin.askEntryName,
    }),
    other: plainText<EntryValues>({
      name: 'other',
      icon: '🗣',
      label: (t) => t.admin.otherName,
      place: 'main',
      limit: NAME_LIMIT,
      ask: () => true,
      question: (ctx) => ctx.t.admin.askOtherName,
    }),
    values: choice<ValueKind, EntryValues>({
      icon: '🔢',
      label: (t) => t.admin.valuesTitle,
      place: 'main',
      columns: 2,
      ask: ({ about }) => about?.kind === 'characteristic' && !about.entry,
      required: () => true,
      question: (ctx) => ctx.t.admin.askValues,
      show: (values, ctx) => ctx.t.admin.values[values],
      options: (ctx) => valueKinds.map((arg) => ({ arg, text: ctx.t.admin.values[arg] })),
      chosen: (arg) => ({ values: valueKinds.find((one) => one === arg) }),
    }),
  },
  async save(ctx, { about, name, other, values }, { draft }) {
    const { admin } = ctx.t;
    if (!about || !name) return { error: admin.askEntryName, field: 'name' };
    const { dictionaryEdits } = ctx.kit.store;
    const names = namesOf(ctx, name, other);
    const edited: EntryEdited = about.entry
      ? await dictionaryEdits.rename(ctx.user, about.entry.id, about.entry.revision, names)
      : await dictionaryEdits.add(ctx.user, { id: draft, kind: about.kind, name: names, ...(values && { values }) });
    if (edited.outcome === 'absent') return { error: admin.absentEntry };
    const shown = edited.entry.name[ctx.user.language];
    if (edited.outcome === 'same') return { error: admin.entrySame(shown), field: 'name' };
    const done = about.entry ? admin.renamed(shown) : admin.added(shown);
    await ctx.say(edited.outcome === 'overtaken' ? admin.overtaken : done);
    return { card: () => entriesCard(ctx, about.kind, about.entry ? 0 : undefined) };
  },
});
