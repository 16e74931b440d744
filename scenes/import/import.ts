import type { Message } from '@grammyjs/types';
import { showPhone } from '../../src/domain/client/phone.ts';
import { derivedId, isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, clean, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Texts } from '../../src/i18n/index.ts';
import { FILE_LIMIT } from '../../src/store/files/files.ts';
import type { Import, ImportColumn, ImportItem, Verdict } from '../../src/store/import/imports.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { homeCountry } from '../../src/telegram/dialogs/fields/lists.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import type { ClientRecord, RefusedLine } from '../../src/transfer/record.ts';
import type { Taker } from '../shared/free-message.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { columnLinks, importLinks } from './links.ts';

const NAME_LIMIT = 60;
const LINE_LIMIT = 110;
const COLUMNS_LIMIT = 900;
const verdicts = ['create', 'match', 'refuse'] as const satisfies readonly Verdict[];
const MARKS: Record<Verdict, string> = { create: '🆕', match: '🔗', refuse: '⚠️' };

type Tools = Pick<Kit, 'store'>;

/** What kind of client file a message carries, if any. */
function formatOf({ document }: Message): 'csv' | 'vcard' | undefined {
  const name = document?.file_name?.toLowerCase() ?? '';
  if (/\.(?:vcf|vcard)$/.test(name) || /vcard/.test(document?.mime_type ?? '')) return 'vcard';
  return /\.(?:csv|tsv)$/.test(name) || /^text\/(?:csv|tab-)/.test(document?.mime_type ?? '') ? 'csv' : undefined;
}

/** A file of clients sent to the bot by somebody who may import: it is read, and what would come of it is shown. */
export const takeImportFile: Taker = async (ctx) => {
  const { written, user, kit, t, at } = ctx;
  const format = written && formatOf(written);
  const document = written?.document;
  if (!format || !document || !supervises(user)) return false;
  const name = cut(clean(document.file_name ?? format), NAME_LIMIT);
  const size = document.file_size ?? 0;
  if (size > FILE_LIMIT) {
    await ctx.say(t.imports.tooBig);
    return true;
  }
  // The message is the import: delivered again, it is the same one.
  const id = derivedId('import', user.id, written.message_id, document.file_unique_id);
  const country = homeCountry(ctx);
  const file = { fileId: document.file_id, kind: 'document' as const, name, size };
  await kit.store.imports.begin({ id, by: user.id, file, format, createdAt: at, ...(country && { country }) });
  const card = await ctx.send({ html: escapeHtml(t.imports.got(name)) });
  const job = { id: derivedId('import-read', id), kind: 'import-read', by: user.id, params: { import: id }, card };
  await kit.store.jobs.add(job, at);
  return true;
};

/** A line of the file in a line of the preview. */
function itemLine({ imports }: Texts, { line, verdict, record, refused, match }: ImportItem): string {
  const head = `${line} ${MARKS[verdict]} `;
  if (verdict === 'refuse') {
    const { reason, detail, raw } = refused as RefusedLine;
    return cut(
      `${head}${imports.reason[reason] ?? reason}${detail ? ` «${detail}»` : ''}: ${raw.split('\n')[0]}`,
      LINE_LIMIT,
    );
  }
  const { organization, person, phones, emails } = record as ClientRecord;
  const who = [organization, person].filter(Boolean).join(' · ');
  const way = [...phones.map(showPhone), ...emails][0];
  const text = `${head}${who}${way ? `, ${way}` : ''}`;
  return cut(
    match !== undefined && match !== person && match !== organization ? `${text} → ${match}` : text,
    LINE_LIMIT,
  );
}

const DELIMITER_NAMES: Record<string, string> = { ';': '«;»', ',': '«,»' };

/** What a column is called: by its number, where nothing else names it. */
export const headingOf = ({ heading }: Pick<ImportColumn, 'heading'>, index: number): string =>
  heading || `${index + 1}`;

function aboutFile({ imports }: Texts, { encoding = '', delimiter, columns = [] }: Import): string {
  const shown = delimiter === undefined ? undefined : (DELIMITER_NAMES[delimiter] ?? imports.tab);
  const taken = columns.flatMap(({ field, ...column }, index) =>
    field ? [`${headingOf(column, index)} → ${imports.field[field] ?? field}`] : [],
  );
  const left = columns.flatMap(({ field, ...column }, index) =>
    field || !(column.heading || column.sample) ? [] : [headingOf(column, index)],
  );
  return [
    imports.encoding(encoding, shown),
    ...(taken.length > 0 ? [`${imports.columns} ${taken.join(', ')}`] : []),
    ...(left.length > 0 ? [imports.notTaken(left.join(', '))] : []),
  ]
    .map((line) => cut(line, COLUMNS_LIMIT))
    .join('\n');
}

const sumOf = ({ slices = [] }: Import, verdict: Verdict): number =>
  slices.reduce((sum, counts) => sum + counts[verdict], 0);

/** What an import would do, line by line, by pages; and the button that does it. */
export async function importPreview(
  t: Texts,
  { store }: Tools,
  one: Import,
  verdict: Verdict | undefined,
  page: number,
): Promise<Card> {
  const { imports } = t;
  const title = b(`📥 ${imports.title(one.file.name)}`);
  if (one.refusal !== undefined) {
    const html = join([title, escapeHtml(imports.refusal[one.refusal] ?? one.refusal)], '\n\n');
    return { html, rows: columnsRows(t, one) };
  }
  if (!one.slices) return { html: join([title, escapeHtml(`${imports.reading}…`)], '\n\n') };
  const counts = { create: sumOf(one, 'create'), match: sumOf(one, 'match'), refuse: sumOf(one, 'refuse') };
  const all = counts.create + counts.match + counts.refuse;
  const count = verdict === undefined ? all : counts[verdict];
  const items = await store.imports.page(one, verdict, page * PAGE, PAGE);
  const tab = (text: string, target: Verdict | undefined, number: number): Button => ({
    text: `${target === verdict ? '● ' : ''}${text} ${number}`,
    data: importLinks.page(one.id, target ?? 'all', 0),
  });
  const lines = items.length > 0 ? items.map((item) => itemLine(t, item)).join('\n') : imports.nothing;
  return {
    html: join([title, escapeHtml(aboutFile(t, one)), escapeHtml(lines)], '\n\n'),
    rows: [
      [
        tab(imports.verdict.all, undefined, all),
        ...verdicts.map((one_) => tab(`${MARKS[one_]} ${imports.verdict[one_]}`, one_, counts[one_])),
      ].reduce<Button[][]>((rows, button, index) => {
        if (index % 2 === 0) rows.push([button]);
        else rows.at(-1)?.push(button);
        return rows;
      }, []),
      pageRow({ t }, page, count, (to) => importLinks.page(one.id, verdict ?? 'all', to)),
      columnsRows(t, one),
      [
        ...(counts.create + counts.match > 0
          ? [[{ text: `✅ ${imports.start(counts.create + counts.match)}`, data: importLinks.go(one.id) }]]
          : []),
        [{ text: `✖️ ${t.common.cancel}`, data: importLinks.drop(one.id) }],
      ],
    ].flat(),
  };
}

/** What the columns of a file mean is a guess, and can be told. */
const columnsRows = ({ imports }: Texts, { id, columns = [] }: Import): Button[][] =>
  columns.length > 0 ? [[{ text: `🔀 ${imports.chooseColumns}`, data: columnLinks.list(id, 0) }]] : [];

/** The import of a button, for whoever sent its file. */
export async function importOf(ctx: Ctx, id: string | undefined): Promise<Import | undefined> {
  const one = isId(id) && supervises(ctx.user) ? await ctx.kit.store.imports.get(id) : undefined;
  if (one?.by === ctx.user.id) return one;
  await ctx.say(ctx.t.common.gone);
  return undefined;
}

/** Whether an import goes in already: then nothing of it can be changed any more. */
export const hasBegun = async ({ kit }: Ctx, { id }: Import): Promise<boolean> =>
  (await kit.store.jobs.get(jobIdOf(id))) !== undefined;

const jobIdOf = (id: string) => derivedId('import-run', id);

export const importScreen = defineScreen(importLinks, {
  async page(ctx, id, verdict, page) {
    const one = await importOf(ctx, id);
    if (!one) return;
    const chosen = verdicts.find((known) => known === verdict);
    await ctx.show(await importPreview(ctx.t, ctx.kit, one, chosen, pageOf(page)));
  },
  async go(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    if (!one.slices) return ctx.say(ctx.t.common.stale);
    // One file goes in once, however often the button is tapped; what failed goes on.
    const begun = await ctx.kit.store.jobs.get(jobIdOf(one.id));
    if (begun && begun.outcome !== 'failed') return ctx.say(ctx.t.imports.startedAlready);
    const card = await ctx.show({ html: b(`📥 ${ctx.t.imports.started}`) });
    const job = {
      id: jobIdOf(one.id),
      kind: 'import',
      by: ctx.user.id,
      params: { import: one.id, name: one.file.name },
    };
    await ctx.kit.store.jobs.add({ ...job, card }, ctx.at);
  },
  async drop(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    if (await hasBegun(ctx, one)) return ctx.say(ctx.t.imports.startedAlready);
    await ctx.show({ html: escapeHtml(ctx.t.imports.dropped) });
  },
});
