import { isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import type { MergeKind } from '../../src/store/clients/merges.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { organizationCard } from './client-card.ts';
import { mergePreview } from './duplicates.ts';
import { mergeDialog } from './links.ts';
import { personCard } from './person-card.ts';

type MergeValues = { about?: { kind: MergeKind; id: string; name: string }; other?: string };

const SHOWN = 8;
const QUERY_LIMIT = 200;

const directoryOf = ({ kit }: Ctx, kind: MergeKind) => (kind === 'o' ? kit.store.organizations : kit.store.persons);

/** Chooses the other one of two entries to be merged; what comes of it is shown before anything is done. */
export const mergeScene = defineForm<MergeValues, 'about'>(mergeDialog, {
  title: (t) => `🧬 ${t.merge.title}`,
  direct: true,
  async left(ctx, { about }) {
    if (!about) return undefined;
    if (about.kind === 'p') {
      const person = await ctx.kit.store.persons.get(ctx.user, about.id);
      return person && personCard(ctx, person);
    }
    const organization = await ctx.kit.store.organizations.get(ctx.user, about.id);
    return organization && organizationCard(ctx, organization);
  },
  fields: {
    other: {
      icon: '🧬',
      label: (t) => t.merge.merge,
      place: 'hidden',
      ask: () => true,
      required: () => true,
      show: () => '',
      async prompt(ctx, { values: { about }, scratch }) {
        if (!about) return { question: ctx.t.clients.absent, rows: [] };
        const query = typeof scratch.query === 'string' ? scratch.query : about.name;
        const found = await directoryOf(ctx, about.kind).search(ctx.user, query, SHOWN + 1);
        const others = found.filter(({ id }) => id !== about.id).slice(0, SHOWN);
        return { question: ctx.t.merge.ask(about.name), rows: others.map(({ id, name }) => [{ text: name, arg: id }]) };
      },
      tap: (ctx, arg, { values: { about } }) =>
        isId(arg) && arg !== about?.id ? { set: { other: arg } } : { error: ctx.t.merge.itself },
      take(ctx, message) {
        const query = cut(clean(message.text ?? message.contact?.phone_number ?? '').trim(), QUERY_LIMIT);
        return query === '' ? { error: ctx.t.clients.typeOrPhone } : { stay: { query } };
      },
    },
  },
  async save(ctx, { about, other }) {
    if (!about || !supervises(ctx.user)) return { error: ctx.t.home.noAccess };
    const directory = directoryOf(ctx, about.kind);
    const [main, second] = await Promise.all([directory.get(ctx.user, about.id), directory.get(ctx.user, other ?? '')]);
    if (!main || !second) return { error: ctx.t.common.gone, field: 'other' };
    if (main.id === second.id) return { error: ctx.t.merge.itself, field: 'other' };
    return { card: () => mergePreview(ctx, about.kind, { main, other: second }) };
  },
});
