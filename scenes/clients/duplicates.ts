import type { Organization, Person } from '../../src/domain/client/client.ts';
import { mergedOrganization, mergedPerson } from '../../src/domain/client/merge.ts';
import { showPhone } from '../../src/domain/client/phone.ts';
import { taxKey } from '../../src/domain/client/tax-number.ts';
import { derivedId, isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { MergeKind } from '../../src/store/clients/merges.ts';
import { isTooSlow } from '../../src/store/errors.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { noteWords } from '../../src/transfer/import/entries.ts';
import type { JobView } from '../shared/job-card.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { toClients } from './clients.ts';
import { mergeLinks, organizationLinks, personLinks } from './links.ts';

type Entry = Organization | Person;

const LINE_LIMIT = 300;

const kindOf = (text: string | undefined): MergeKind => (text === 'p' ? 'p' : 'o');
const openOf = (kind: MergeKind, id: string) => (kind === 'o' ? organizationLinks.open(id) : personLinks.open(id));
const entryOf = (ctx: Ctx, kind: MergeKind, id: string): Promise<Entry | undefined> =>
  kind === 'o' ? ctx.kit.store.organizations.get(ctx.user, id) : ctx.kit.store.persons.get(ctx.user, id);

/** The fields that come of a merge, in a line each. */
async function outcome(ctx: Ctx, kind: MergeKind, main: Entry, other: Entry): Promise<string[]> {
  const { t, kit } = ctx;
  const { field } = t.client;
  const line = (label: string, value: string | undefined) => (value ? [`${label}: ${cut(value, LINE_LIMIT)}`] : []);
  const ways = ({ phones, emails }: Pick<Entry, 'phones' | 'emails'>) => [
    ...line(field.phones, phones.map(showPhone).join(', ')),
    ...line(field.emails, emails.join(', ')),
  ];
  if (kind === 'o' && 'addresses' in main && 'addresses' in other) {
    const fields = mergedOrganization(main, other, noteWords[ctx.user.language]);
    const managers = await kit.store.users.named(fields.manager === undefined ? [] : [fields.manager]);
    return [
      ...line(t.clients.manager, managers.get(fields.manager ?? 0)),
      ...ways(fields),
      ...line(field.taxNumber, fields.taxNumber),
      ...line(field.address, fields.addresses.join('; ')),
      ...line(field.site, fields.site),
      ...line(field.note, fields.note),
    ];
  }
  const fields = mergedPerson(main, other as Person, noteWords[ctx.user.language]);
  const employers = await kit.store.organizations.named(fields.organization === undefined ? [] : [fields.organization]);
  return [
    ...line(t.contact.field.organization, employers.get(fields.organization ?? '')),
    ...line(field.position, fields.position),
    ...ways(fields),
    ...line(t.clients.telegram, fields.telegram),
    ...line(field.note, fields.note),
  ];
}

/** What a merge would make, before it is made. `page`: of the duplicates, where it was one of these. */
export async function mergePreview(ctx: Ctx, kind: MergeKind, main: Entry, other: Entry, page?: number): Promise<Card> {
  const { t, kit } = ctx;
  const [lines, weight] = await Promise.all([outcome(ctx, kind, main, other), kit.store.merges.weight(kind, other.id)]);
  const what = t.merge.moves(weight.contacts, weight.persons, weight.documents);
  return {
    html: join(
      [
        b(`🧬 ${t.merge.title}`),
        join([b(t.merge.main(main.name)), escapeHtml(t.merge.gone(other.name))], '\n'),
        escapeHtml([t.merge.becomes, main.name, ...lines].join('\n')),
        escapeHtml(`${t.merge.willMove(what)}\n${t.merge.noUndo}`),
      ],
      '\n\n',
    ),
    rows: [
      [{ text: `🧬 ${t.merge.merge}`, data: mergeLinks.go(kind, main.id, other.id) }],
      [
        { text: `🔃 ${t.merge.swap}`, data: mergeLinks.show(kind, other.id, main.id, page) },
        {
          text: `✖️ ${t.common.cancel}`,
          data: page === undefined ? openOf(kind, main.id) : mergeLinks.dups(kind, page),
        },
      ],
    ],
  };
}

/** The two entries of a button, if they are still two. */
async function pairOf(ctx: Ctx, kind: MergeKind, winner: string | undefined, loser: string | undefined) {
  if (!supervises(ctx.user)) {
    await ctx.say(ctx.t.home.noAccess);
    return undefined;
  }
  const [main, other] = await Promise.all([winner, loser].map((id) => (isId(id) ? entryOf(ctx, kind, id) : undefined)));
  if (main && other && main.id !== other.id) return { main, other };
  await ctx.say(ctx.t.common.gone);
  return undefined;
}

/** Entries with an equal phone, e-mail or name; a tap shows what merging the first two would make. */
export async function duplicatesCard(ctx: Ctx, kind: MergeKind = 'o', page = 0): Promise<Card> {
  const { t, kit } = ctx;
  const suspects = await kit.store.merges.suspects(kind).catch((error: unknown) => {
    if (isTooSlow(error)) return undefined;
    throw error;
  });
  const shown = (suspects ?? []).slice(page * PAGE, (page + 1) * PAGE);
  const firsts = shown.flatMap(({ ids }) => ids[0] ?? []);
  const names = await (kind === 'o' ? kit.store.organizations : kit.store.persons).named(firsts);
  const said = suspects === undefined ? t.merge.duplicatesLate : t.merge.duplicatesNone;
  const tab = (text: string, target: MergeKind) => ({
    text: target === kind ? `● ${text}` : text,
    data: mergeLinks.dups(target, 0),
  });
  return {
    html: join(
      [b(`🧬 ${t.merge.duplicates}`), escapeHtml(suspects?.length ? t.clients.count(suspects.length, false) : said)],
      '\n\n',
    ),
    rows: [
      ...shown.map(({ by, ids: [first = '', second = '', ...more] }) => [
        {
          text: `${names.get(first) ?? first} × ${more.length + 2} · ${t.merge.by[by]}`,
          data: mergeLinks.show(kind, first, second, page),
        },
      ]),
      ...pageRow(ctx, page, suspects?.length ?? 0, (to) => mergeLinks.dups(kind, to)),
      [tab(t.merge.organizations, 'o'), tab(t.merge.persons, 'p')],
      toClients(ctx),
    ],
  };
}

interface Pair {
  main: Entry;
  other: Entry;
}

/** Two tax numbers that are not one: two firms, as a rule. */
function twoTaxNumbers({ main, other }: Pair): readonly [string, string] | undefined {
  if (!('taxNumber' in main) || !('taxNumber' in other)) return undefined;
  const { taxNumber: own = '' } = main;
  const { taxNumber: told = '' } = other;
  const [a, b] = [taxKey(own), taxKey(told)];
  return a === undefined || b === undefined || a === b ? undefined : [own, told];
}

/** Asks once more. */
const doubtCard = (ctx: Ctx, kind: MergeKind, { main, other }: Pair, numbers: readonly [string, string]): Card => ({
  html: join([b(`🧬 ${ctx.t.merge.title}`), escapeHtml(`⚠️ ${ctx.t.merge.twoTaxNumbers(...numbers)}`)], '\n\n'),
  rows: [
    [{ text: `🧬 ${ctx.t.merge.sure}`, data: mergeLinks.sure(kind, main.id, other.id) }],
    [{ text: `✖️ ${ctx.t.common.cancel}`, data: openOf(kind, main.id) }],
  ],
});

async function begin(ctx: Ctx, kind: MergeKind, { main, other }: Pair): Promise<void> {
  const card = await ctx.show({ html: b(`🧬 ${ctx.t.merge.started}`) });
  const params = { kind, winner: main.id, loser: other.id, name: main.name };
  // One pair is merged once, however often the button is tapped; a merge that failed goes on.
  const id = derivedId('merge', kind, main.id, other.id);
  await ctx.kit.store.jobs.add({ id, kind: 'merge', by: ctx.user.id, params, card }, ctx.at);
}

export const mergeScreen = defineScreen(mergeLinks, {
  async show(ctx, kind, winner, loser, page) {
    const pair = await pairOf(ctx, kindOf(kind), winner, loser);
    if (pair)
      await ctx.show(await mergePreview(ctx, kindOf(kind), pair.main, pair.other, page ? pageOf(page) : undefined));
  },
  async go(ctx, kind, winner, loser) {
    const pair = await pairOf(ctx, kindOf(kind), winner, loser);
    if (!pair) return;
    const numbers = twoTaxNumbers(pair);
    await (numbers ? ctx.show(doubtCard(ctx, kindOf(kind), pair, numbers)) : begin(ctx, kindOf(kind), pair));
  },
  async sure(ctx, kind, winner, loser) {
    const pair = await pairOf(ctx, kindOf(kind), winner, loser);
    if (pair) await begin(ctx, kindOf(kind), pair);
  },
  async dups(ctx, kind, page) {
    if (!supervises(ctx.user)) return ctx.say(ctx.t.home.noAccess);
    await ctx.show(await duplicatesCard(ctx, kindOf(kind), pageOf(page)));
  },
});

/** How a merge reports itself. */
export const mergeView: JobView = {
  icon: '🧬',
  title: (t) => t.merge.title,
  lines(t, { params, progress: { counts } }) {
    if (counts.refused) return [t.merge.refused];
    const what = t.merge.moves(counts.contacts ?? 0, counts.persons ?? 0, counts.documents ?? 0);
    return [t.merge.into(String(params.name)), t.merge.moved(what)];
  },
  rows: (t, { params }) => [
    [{ text: `${t.common.open}: ${params.name}`, data: openOf(kindOf(String(params.kind)), String(params.winner)) }],
  ],
};
