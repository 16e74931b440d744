import { type MergeIds, type MergePair, mergeEntries, mergePair } from '../../src/actions/clients/index.ts';
import type { Organization, Person } from '../../src/domain/client/client.ts';
import { choicesOf, type MergeChoice, mergedOrganization, mergedPerson } from '../../src/domain/client/merge.ts';
import { showPhone } from '../../src/domain/client/phone.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { MergeKind } from '../../src/store/clients/merges.ts';
import { isTooSlow } from '../../src/store/errors.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { noteWords } from '../../src/transfer/import/entries.ts';
import { actingOf } from '../shared/acting.ts';
import type { JobView } from '../shared/job-card.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { toClients } from './clients.ts';
import { besides, formerly } from './former-employers.ts';
import { mergeLinks, organizationLinks, personLinks } from './links.ts';

type Entry = Organization | Person;

const LINE_LIMIT = 300;

const kindOf = (text: string | undefined): MergeKind => (text === 'p' ? 'p' : 'o');
const openOf = (kind: MergeKind, id: string) => (kind === 'o' ? organizationLinks.open(id) : personLinks.open(id));

/** The fields that come of a merge, in a line each. */
async function outcome(ctx: Ctx, kind: MergeKind, { main, other }: MergePair, taken: string): Promise<string[]> {
  const { t, kit } = ctx;
  const { field } = t.client;
  const line = (label: string, value: string | undefined) => (value ? [`${label}: ${cut(value, LINE_LIMIT)}`] : []);
  const ways = ({ phones, emails }: Pick<Entry, 'phones' | 'emails'>) => [
    ...line(field.phones, phones.map(showPhone).join(', ')),
    ...line(field.emails, emails.join(', ')),
  ];
  if (kind === 'o' && 'addresses' in main && 'addresses' in other) {
    const known = [main.manager, other.manager].filter((one) => one !== undefined);
    const managers = await kit.store.users.named(known);
    const fields = mergedOrganization(main, other, noteWords[ctx.user.language], taken, managers);
    return [
      fields.name ?? main.name,
      ...line(t.clients.manager, managers.get(fields.manager ?? 0)),
      ...ways(fields),
      ...line(field.taxNumber, fields.taxNumber),
      ...line(field.address, fields.addresses.join('; ')),
      ...line(field.site, fields.site),
      ...line(field.note, fields.note),
    ];
  }
  const fields = mergedPerson(main, other as Person, noteWords[ctx.user.language], taken);
  const { former = [], organization = '' } = fields;
  const employers = await kit.store.organizations.named([organization, ...former.map((one) => one.organization)]);
  return [
    fields.name ?? main.name,
    ...line(t.contact.field.organization, employers.get(organization)),
    ...line(t.clients.besides, besides(fields, employers)),
    ...line(t.clients.formerly, formerly(ctx, fields, employers)),
    ...line(field.position, fields.position),
    ...ways(fields),
    ...line(t.clients.telegram, fields.telegram),
    ...line(field.note, fields.note),
  ];
}

const labelOf = ({ t }: Ctx, field: MergeChoice['field']): string => {
  if (field === 'manager' || field === 'telegram') return t.clients[field];
  return field === 'organization' ? t.contact.field.organization : t.client.field[field];
};

/** How a merge was asked for: whose values were taken, and from which page of the duplicates. */
interface Asked {
  taken?: string;
  page?: number | undefined;
}

/** A button for each field of which both have another value: a tap takes the other one's, or one's own again. */
function choiceRows(ctx: Ctx, kind: MergeKind, { main, other }: MergePair, { taken = '', page }: Asked): Button[][] {
  const toggled = (sign: string) => (taken.includes(sign) ? taken.replace(sign, '') : taken + sign);
  return grid(
    choicesOf(kind, main, other).map(({ sign, field }) => ({
      text: `${taken.includes(sign) ? '●' : '○'} ${ctx.t.merge.others(labelOf(ctx, field))}`,
      data: mergeLinks.show(kind, main.id, other.id, page, toggled(sign)),
    })),
    2,
  );
}

/** What a merge would make, before it is made. */
export async function mergePreview(ctx: Ctx, kind: MergeKind, pair: MergePair, asked: Asked = {}): Promise<Card> {
  const { t, kit } = ctx;
  const { main, other } = pair;
  const { taken = '', page } = asked;
  const [lines, weight] = await Promise.all([outcome(ctx, kind, pair, taken), kit.store.merges.weight(kind, other.id)]);
  const what = t.merge.moves(weight.contacts, weight.persons, weight.documents);
  return {
    html: join(
      [
        b(`🧬 ${t.merge.title}`),
        join([b(t.merge.main(main.name)), escapeHtml(t.merge.gone(other.name))], '\n'),
        escapeHtml([t.merge.becomes, ...lines].join('\n')),
        escapeHtml(`${t.merge.willMove(what)}\n${t.merge.noUndo}`),
      ],
      '\n\n',
    ),
    rows: [
      ...choiceRows(ctx, kind, pair, asked),
      [{ text: `🧬 ${t.merge.merge}`, data: mergeLinks.go(kind, main.id, other.id, taken) }],
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

/** Asks once more. */
const doubtCard = (
  ctx: Ctx,
  kind: MergeKind,
  { main, other }: MergePair,
  numbers: readonly [string, string],
  taken: string | undefined,
): Card => ({
  html: join([b(`🧬 ${ctx.t.merge.title}`), escapeHtml(`⚠️ ${ctx.t.merge.twoTaxNumbers(...numbers)}`)], '\n\n'),
  rows: [
    [{ text: `🧬 ${ctx.t.merge.sure}`, data: mergeLinks.sure(kind, main.id, other.id, taken) }],
    [{ text: `✖️ ${ctx.t.common.cancel}`, data: openOf(kind, main.id) }],
  ],
});

async function begin(ctx: Ctx, ids: MergeIds, sure: boolean): Promise<void> {
  const progress = () => ctx.show({ html: b(`🧬 ${ctx.t.merge.started}`) });
  const merging = await mergeEntries(actingOf(ctx), { ...ids, sure }, progress);
  if (merging.outcome === 'doubtful')
    return void (await ctx.show(doubtCard(ctx, ids.kind, merging.pair, merging.numbers, ids.taken)));
  if (merging.outcome !== 'begun') await sayWhyNot(ctx, merging.outcome);
}

const sayWhyNot = ({ say, t }: Ctx, why: 'forbidden' | 'absent'): Promise<void> =>
  say(why === 'forbidden' ? t.home.noAccess : t.common.gone);

export const mergeScreen = defineScreen(mergeLinks, {
  async show(ctx, kind, main, other, page, taken) {
    const found = await mergePair(actingOf(ctx), { kind: kindOf(kind), main, other });
    if (found.outcome !== 'found') return sayWhyNot(ctx, found.outcome);
    const asked = { ...(taken && { taken }), page: page ? pageOf(page) : undefined };
    await ctx.show(await mergePreview(ctx, kindOf(kind), found.pair, asked));
  },
  go: (ctx, kind, main, other, taken) => begin(ctx, { kind: kindOf(kind), main, other, taken }, false),
  sure: (ctx, kind, main, other, taken) => begin(ctx, { kind: kindOf(kind), main, other, taken }, true),
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
