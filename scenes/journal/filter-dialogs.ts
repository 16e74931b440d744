import type { Ref } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import { queryStems } from '../../src/domain/text/stems.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Field, named } from '../../src/telegram/dialogs/field.ts';
import { typed } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { backToFilter, changeFilter } from './filter-change.ts';
import { filterRangeScene } from './filter-range.ts';
import { partIcons } from './filter-words.ts';
import { type AboutFilter, filterDialogs } from './links.ts';

const SHOWN = 8;
const QUERY_LIMIT = 200;
const WORDS_LIMIT = 100;

export type Pointed = 'organization' | 'person' | 'document';
/** Contacts that have none. Of documents that is asked elsewhere. */
export const NONE = 'none';
export type PointerValues = { found?: Ref | typeof NONE };
type FilterValues = PointerValues & { about?: AboutFilter };

interface Directory {
  /** The best for what was typed, or the latest where nothing was. */
  find(ctx: Ctx, query: string | undefined): Promise<Ref[]>;
  one(ctx: Ctx, id: string): Promise<Ref | undefined>;
}

const directories: Record<Pointed, Directory> = {
  organization: {
    async find({ kit, user }, query) {
      const { organizations, contacts } = kit.store;
      if (query !== undefined) return organizations.search(user, query, SHOWN);
      const recent = await organizations.many(user, await contacts.recentOrganizations(user.id, SHOWN));
      return recent.length > 0 ? recent : organizations.latest(user, SHOWN);
    },
    one: ({ kit, user }, id) => kit.store.organizations.get(user, id),
  },
  person: {
    find: ({ kit, user }, query) =>
      query === undefined ? kit.store.persons.latest(user, SHOWN) : kit.store.persons.search(user, query, SHOWN),
    one: ({ kit, user }, id) => kit.store.persons.get(user, id),
  },
  document: {
    async find({ kit, user }, query) {
      const { documents } = kit.store;
      const found = await (query === undefined
        ? documents.latest(user, undefined, SHOWN)
        : documents.byNumber(user, query, SHOWN));
      return found.map(({ id, number }) => ({ id, name: `№ ${number}` }));
    },
    async one({ kit, user }, id) {
      const [document] = await kit.store.documents.seen(user, [id]);
      return document && { id, name: `№ ${document.number}` };
    },
  },
};

const queryOf = (scratch: Record<string, unknown>): string | undefined =>
  typeof scratch.query === 'string' ? scratch.query : undefined;

/** Somebody or something that is there already: a filter creates nothing. */
export const pointer = <V extends PointerValues>(
  part: Pointed,
  { none: offersNone = part !== 'document' } = {},
): Field<Ref | typeof NONE, V> => ({
  icon: partIcons[part],
  label: (t) => t.journal.part[part],
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (found, { t }) => (found === NONE ? t.report.none[part] : found.name),
  async prompt(ctx, { scratch }) {
    const query = queryOf(scratch);
    const found = await directories[part].find(ctx, query);
    const { clients, journal, report } = ctx.t;
    const none = query === undefined && offersNone ? [[{ text: `∅ ${report.none[part]}`, arg: NONE }]] : [];
    return {
      question: query === undefined ? journal.ask[part] : found.length > 0 ? query : clients.foundNone(query),
      rows: [...found.map(({ id, name }) => [{ text: `${partIcons[part]} ${name}`, arg: id }]), ...none],
    };
  },
  async tap(ctx, arg) {
    if (arg === NONE && offersNone) return { set: named<V>('found', NONE) };
    const found = isId(arg) ? await directories[part].one(ctx, arg) : undefined;
    return found ? { set: named<V>('found', { id: found.id, name: found.name }) } : { error: ctx.t.common.gone };
  },
  take(ctx, message) {
    const text = message.text ?? message.contact?.phone_number;
    const query = text === undefined ? '' : cut(clean(text).replace(/\s+/g, ' ').trim(), QUERY_LIMIT);
    return query === '' ? { error: ctx.t.form.textOnly } : { stay: { query } };
  },
});

const pointerScene = (part: Pointed) =>
  defineForm<FilterValues, 'about'>(filterDialogs[part], {
    title: (t) => `${partIcons[part]} ${t.journal.part[part]}`,
    direct: true,
    fields: { found: pointer(part) },
    left: backToFilter,
    save: async (ctx, { about, found }) =>
      found
        ? changeFilter(
            ctx,
            about,
            { [part]: found === NONE ? null : found.id },
            part === 'organization' ? 'main' : 'more',
          )
        : { error: ctx.t.common.stale, field: 'found' },
  });

type WordsValues = { about?: AboutFilter; words?: string };

const filterWordsScene = defineForm<WordsValues, 'about'>(filterDialogs.words, {
  title: (t) => `${partIcons.words} ${t.journal.part.words}`,
  direct: true,
  fields: {
    words: typed<string, WordsValues>({
      name: 'words',
      icon: partIcons.words,
      label: (t) => t.journal.part.words,
      place: 'main',
      ask: () => true,
      required: () => true,
      show: (words) => words,
      question: (ctx) => ctx.t.journal.ask.words,
      read: (text, ctx) =>
        queryStems(text).length > 0
          ? { ok: true, value: cut(text.replace(/\s+/g, ' '), WORDS_LIMIT) }
          : { ok: false, reason: ctx.t.journal.noWords },
    }),
  },
  left: backToFilter,
  save: (ctx, { about, words }) => changeFilter(ctx, about, words === undefined ? {} : { words }),
});

/** The dialogs that ask for a part of a filter. */
export const filterScenes = [
  pointerScene('organization'),
  pointerScene('person'),
  pointerScene('document'),
  filterWordsScene,
  filterRangeScene,
];
