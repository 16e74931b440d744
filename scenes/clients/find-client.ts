import { isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { clean, cut, escapeHtml } from '../../src/domain/text/html.ts';
import { cameFrom } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { callOf } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { Field, Prompt, Reply } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { numberedText } from '../shared/numbered.ts';
import { PAGE, turns } from '../shared/pages.ts';
import { organizationCard } from './client-card.ts';
import { noNextStepCard, toClients } from './clients.ts';
import { hitRow, recentHits, searchDirectory } from './directory-search.ts';
import { duplicatesCard } from './duplicates.ts';
import { leafCard } from './leaf.ts';
import { clientsLinks, findClientDialog, newClientDialog, newPersonDialog } from './links.ts';
import { personCard } from './person-card.ts';

/** An entry that was chosen, or a list of them (of those with no next step, of duplicates). */
interface Found {
  kind: 'o' | 'p' | 'all' | 'idle' | 'dups' | 'import';
  id: string;
}
type FindValues = { found?: Found };

/** More than this is not leafed through: another word finds it sooner. */
const MOST = 40;
const RECENT = 8;
const QUERY_LIMIT = 200;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

async function prompt(ctx: Ctx, scratch: Record<string, unknown>): Promise<Prompt> {
  const { clients } = ctx.t;
  const query = typeof scratch.query === 'string' ? scratch.query : undefined;
  const hits = query === undefined ? await recentHits(ctx, RECENT) : await searchDirectory(ctx, query, MOST);
  const last = Math.max(0, Math.ceil(hits.length / PAGE) - 1);
  const page = Math.min(numberOf(scratch.page), last);
  const shown = hits.slice(page * PAGE, (page + 1) * PAGE);
  const first = page * PAGE + 1;
  const rows = [
    shown.map((hit, index) => ({ text: String(first + index), arg: `${hit.kind}.${hit.id}` })),
    ...turns(ctx, page, last + 1).map((row) => row.map(({ text, target }) => ({ text, arg: `page.${target}` }))),
    [
      { text: `➕ ${ctx.t.form.newClient}`, arg: 'new' },
      { text: `👤 ${ctx.t.form.newPerson}`, arg: 'person' },
    ],
    ...(query === undefined
      ? [[{ text: `🗂 ${clients.all}`, arg: 'all' }], [{ text: `⏳ ${clients.noNextStep}`, arg: 'idle' }]]
      : []),
    ...(query === undefined && supervises(ctx.user)
      ? [
          [
            { text: `🧬 ${ctx.t.merge.duplicates}`, arg: 'dups' },
            { text: `📥 ${ctx.t.imports.import}`, arg: 'import' },
          ],
        ]
      : []),
  ];
  const list = shown.length > 0 ? { list: numberedText(shown.map(hitRow), first) } : {};
  if (query === undefined) return { question: hits.length > 0 ? clients.ask : clients.askEmpty, ...list, rows };
  const question = hits.length > 0 ? clients.found(query, hits.length, hits.length === MOST) : clients.foundNone(query);
  return { question, ...list, rows };
}

async function tap(ctx: Ctx, arg: string, scratch: Record<string, unknown>): Promise<Reply<FindValues>> {
  const [kind = '', rest = ''] = arg.split('.');
  const query = typeof scratch.query === 'string' ? scratch.query : undefined;
  if (kind === 'page') return { stay: { ...scratch, page: Math.max(0, Number(rest) || 0) } };
  if (kind === 'new') return callOf(newClientDialog, query === undefined ? {} : { name: query });
  if (kind === 'person') return callOf(newPersonDialog, query === undefined ? {} : { name: query });
  if (kind === 'all' || kind === 'idle' || kind === 'dups' || kind === 'import')
    return { set: { found: { kind, id: '' } } };
  if ((kind === 'o' || kind === 'p') && isId(rest)) return { set: { found: { kind, id: rest } } };
  return { error: ctx.t.common.stale };
}

const found: Field<Found, FindValues> = {
  icon: '🔎',
  label: (t) => t.common.search,
  place: 'hidden',
  ask: () => true,
  required: () => true,
  show: () => '',
  prompt: (ctx, { scratch }) => prompt(ctx, scratch),
  tap: (ctx, arg, { scratch }) => tap(ctx, arg, scratch),
  take(ctx, message) {
    const text = message.text ?? message.contact?.phone_number;
    if (text === undefined) return { error: ctx.t.clients.typeOrPhone };
    const query = cut(clean(text).replace(/\s+/g, ' ').trim(), QUERY_LIMIT);
    if (query === '') return { error: ctx.t.clients.typeOrPhone };
    return [...query].length < 2 ? { error: ctx.t.clients.twoLetters } : { stay: { query } };
  },
  // Both dialogs tell the id of what they made; which of the two it is, the store knows.
  returned: (outcome) => {
    const id = typeof outcome === 'object' && outcome !== null && 'id' in outcome ? String(outcome.id) : '';
    return { found: { kind: 'o', id } };
  },
};

/** Looks somebody up in the directory and opens the card. */
export const findClientScene = defineForm<FindValues>(findClientDialog, {
  title: (t) => `🏢 ${t.clients.title}`,
  direct: true,
  fields: { found },
  async save(ctx, values) {
    const { organizations, persons } = ctx.kit.store;
    const { kind = 'o', id = '' } = values.found ?? {};
    if (kind === 'all') return { card: () => leafCard(ctx) };
    if (kind === 'idle') return { card: () => noNextStepCard(ctx) };
    if (kind === 'import') {
      return { card: { html: escapeHtml(ctx.t.imports.how), rows: [toClients(ctx)] } };
    }
    if (kind === 'dups')
      return supervises(ctx.user) ? { card: () => duplicatesCard(ctx) } : { error: ctx.t.home.noAccess };
    cameFrom(ctx, id, clientsLinks.open());
    const organization = kind === 'o' ? await organizations.get(ctx.user, id) : undefined;
    if (organization) return { card: () => organizationCard(ctx, organization) };
    const person = await persons.get(ctx.user, id);
    if (person) return { card: () => personCard(ctx, person) };
    return { error: ctx.t.common.gone, field: 'found' };
  },
});
