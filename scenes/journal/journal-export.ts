import { access, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { derivedId } from '../../src/domain/id.ts';
import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { local } from '../../src/domain/time/zone.ts';
import { texts } from '../../src/i18n/index.ts';
import { COUNTED, isTooSlow, type Job, type JournalQuery } from '../../src/store/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { type ExportCell, type TableColumn, type Written, writeCsv } from '../../src/transfer/export-table.ts';
import { writeXlsx } from '../../src/transfer/export-workbook.ts';
import type { JobView } from '../shared/job-card.ts';
import {
  type ColumnName,
  cellOf,
  columnKind,
  exportedTitle,
  isWide,
  knownColumns,
  listNames,
  usualExport,
} from './columns.ts';
import { filterOf, type JournalSlot } from './filter-card.ts';
import { describeFilter, type FilterReader, filterLines } from './filter-words.ts';
import { chosenColumns, lookOf } from './journal-look.ts';
import { journalLinks } from './links.ts';

const formats = ['xlsx', 'csv'] as const;
type Format = (typeof formats)[number];

/** Telegram takes 50 MB from a bot; what is packed at the end needs room. */
const MOST_BYTES = 44 * 2 ** 20;
const BATCH = 500;
/** So many rows are written in a few seconds; longer exports tell how far they are. */
const TELL_EVERY = 2000;

/** What is about to be exported, and in which forms it can be had. */
export async function exportCard(ctx: Ctx, slot: JournalSlot): Promise<Card> {
  const { journal, common } = ctx.t;
  const filter = await filterOf(ctx, slot);
  const count = await counted(ctx, filter);
  const back = { text: `‹ ${common.back}`, data: journalLinks[slot].show() };
  const head = [b(`⬇️ ${journal.export}`), filterLines(await describeFilter(ctx, filter))];
  if (count === 0) return { html: join([...head, escapeHtml(journal.exportEmpty)], '\n\n'), rows: [[back]] };
  const many = count === undefined || count > COUNTED;
  return {
    html: join([...head, escapeHtml(journal.exportAsk(journal.found(many ? COUNTED : count, many)))], '\n\n'),
    rows: [
      formats.map((format) => ({
        text: format.toUpperCase(),
        data: journalLinks[slot].file(format, markOf(filter)),
      })),
      [{ text: `☰ ${journal.fields}`, data: journalLinks[slot].fields('exported') }, back],
    ],
  };
}

/** How many fit; COUNTED + 1 of more; undefined where that takes too long to tell. */
async function counted({ kit, user, at }: Ctx, filter: JournalFilter): Promise<number | undefined> {
  try {
    const query = { filter, now: at, zone: user.zone, ascending: true };
    const { count, more } = await kit.store.journal.count(user, query);
    return more ? count + 1 : count;
  } catch (error) {
    if (isTooSlow(error)) return undefined;
    throw error;
  }
}

/** Tells one filter from another: a card asks about the filter that stands on it. */
const markOf = (filter: JournalFilter): string => derivedId('filter', JSON.stringify(filter)).slice(0, 8);

/** Hands the export to the jobs: the chat goes on, the file comes when it is done. `mark`: the filter of the card. */
export async function startExport(
  ctx: Ctx,
  slot: JournalSlot,
  chosen: string | undefined,
  mark: string | undefined,
): Promise<void> {
  const format = formats.find((one) => one === chosen);
  const [filter, look] = await Promise.all([filterOf(ctx, slot), lookOf(ctx)]);
  if (!format || mark !== markOf(filter)) {
    await ctx.say(ctx.t.common.stale);
    return void (await ctx.show(await exportCard(ctx, slot)));
  }
  const params = { filter, format, columns: chosenColumns(look, 'exported'), ascending: look.ascending === true };
  const { update_id: update, callback_query: query } = ctx.incoming;
  // Update ids start over after an idle week; a press has an id of its own.
  const id = derivedId('export', ctx.user.id, update, query?.id ?? '');
  await ctx.kit.store.jobs.add({ id, kind: 'export', by: ctx.user.id, params }, ctx.at);
  await ctx.say(ctx.t.journal.exporting);
}

interface Params {
  filter: JournalFilter;
  format: Format;
  columns: string[];
  ascending: boolean;
}

// A job's parameters are what `startExport` gave it; no one else makes one of this kind.
const paramsOf = (job: Job): Params => job.params as object as Params;

type Step = (at: { done: number; total: number }) => Promise<void>;

/**
 * The kind of job that writes exports, and how it shows itself. The file stands in the temporary folder until it is sent;
 * one that is not there (another process has taken over) is written again.
 */
export function createExports(kit: Kit) {
  const made = new Map<string, Written>();
  const fileOf = (job: Job) => path.join(tmpdir(), `sloop-export-${job.id}.${paramsOf(job).format}`);

  async function readerOf(job: Job): Promise<FilterReader | undefined> {
    const user = await kit.store.users.get(job.by);
    return user && { kit, user, t: texts[user.language], at: job.createdAt };
  }

  async function write(job: Job, reading: FilterReader, step?: Step): Promise<Written> {
    const { filter, format, columns: names, ascending } = paramsOf(job);
    const columns = knownColumns(names, usualExport);
    const query = { filter, now: reading.at, zone: reading.user.zone, ascending };
    const total = step ? await kit.store.journal.total(reading.user, query) : 0;
    let told = 0;
    const table = {
      name: reading.t.journal.fileName,
      columns: columns.map((name) => columnOf(reading, name)),
      batches: cells(reading, query, columns),
      zone: reading.user.zone,
      language: reading.user.language,
    };
    const written = await (format === 'xlsx' ? writeXlsx : writeCsv)(fileOf(job), table, {
      bytes: MOST_BYTES,
      async onRows(rows) {
        if (!step || rows - told < TELL_EVERY) return;
        told = rows;
        await step({ done: rows, total });
      },
    });
    made.set(job.id, written);
    return written;
  }

  const present = (job: Job): Promise<boolean> =>
    access(fileOf(job)).then(
      () => made.has(job.id),
      () => false,
    );

  /** The file, written again where another process had begun to tell of it. */
  async function writtenOf(job: Job, reading: FilterReader): Promise<Written> {
    const there = (await present(job)) ? made.get(job.id) : undefined;
    return there ?? write(job, reading);
  }

  const kind = {
    kind: 'export',
    async run(job: Job, step: Step): Promise<void> {
      const reading = await readerOf(job);
      if (reading) await write(job, reading, step);
    },
  };

  const view: JobView = {
    icon: '⬇️',
    title: (t) => t.journal.export,
    stoppable: true,
    async report(_kit, _user, job) {
      const reading = await readerOf(job);
      return reading && reportOf(reading, paramsOf(job).filter, await writtenOf(job, reading));
    },
    async after(_kit, user, job) {
      const reading = job.outcome === 'done' ? await readerOf(job) : undefined;
      if (!reading) return rm(fileOf(job), { force: true });
      await writtenOf(job, reading);
      const name = `${texts[user.language].journal.fileName} ${local(job.createdAt, user.zone).toFormat('yyyy-MM-dd HH-mm')}`;
      await kit.call('sendDocument', {
        chat_id: user.id,
        document: { source: await readFile(fileOf(job)), filename: `${name}.${paramsOf(job).format}` },
      });
      made.delete(job.id);
      await rm(fileOf(job), { force: true });
    },
  };
  return { kind, view };
}

async function reportOf(reading: FilterReader, filter: JournalFilter, { rows, cut }: Written): Promise<Card> {
  const { journal } = reading.t;
  const lines: Html[] = [
    b(`⬇️ ${journal.export}`),
    filterLines(await describeFilter(reading, filter)),
    escapeHtml(cut ? journal.exportCut(rows) : journal.exported(rows)),
  ];
  return { html: join(lines, '\n\n'), rows: [] };
}

const columnOf = ({ t }: FilterReader, name: ColumnName): TableColumn => ({
  title: exportedTitle(t, name),
  kind: columnKind(name),
  width: isWide(name) ? 50 : columnKind(name) === 'moment' ? 17 : 22,
});

async function* cells(
  reading: FilterReader,
  query: JournalQuery,
  columns: readonly ColumnName[],
): AsyncGenerator<ExportCell[][]> {
  const { kit, user } = reading;
  for await (const contacts of kit.store.journal.stream(user, query, BATCH)) {
    const names = await listNames(reading, contacts, columns);
    yield contacts.map((contact) => columns.map((name) => cellOf(name, contact, names, reading)));
  }
}
