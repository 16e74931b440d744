import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Import, ImportColumn } from '../../src/store/import/imports.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Button, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { isRecordField, recordFields } from '../../src/transfer/import/fields.ts';
import { profiles } from '../../src/transfer/import/profiles/index.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { changeable, importOf } from './import.ts';
import { headingOf, profileName } from './import-preview.ts';
import { columnLinks, importLinks } from './links.ts';
import { readAgain } from './reading.ts';

const LABEL = 40;
/** That no known program wrote a file. */
const NO_PROFILE = 'none';

/** The columns of a file, each with what it is taken for; a tap changes that. */
async function showColumns(ctx: Ctx, one: Import, asked: number): Promise<void> {
  const { t } = ctx;
  const { imports } = t;
  const columns = one.columns ?? [];
  const page = Math.min(asked, Math.max(0, Math.ceil(columns.length / PAGE) - 1));
  const shown = [...columns.entries()].slice(page * PAGE, (page + 1) * PAGE);
  const lines = shown.map(([index, column]) =>
    [`${index + 1}. ${headingOf(column, index)}`, ...(column.sample ? [`«${cut(column.sample, LABEL)}»`] : [])].join(
      ': ',
    ),
  );
  const label = ({ field = '' }: ImportColumn) => imports.field[field] ?? imports.noField;
  const turn = one.turn ?? 0;
  await ctx.show({
    html: join(
      [b(`🔀 ${imports.title(one.file.name)}`), escapeHtml(imports.columnsHow), escapeHtml(lines.join('\n'))],
      '\n\n',
    ),
    rows: [
      ...shown.map(([index, column]): Button[] => [
        {
          text: `${index + 1}. ${cut(headingOf(column, index), LABEL / 2)} → ${label(column)}`,
          data: columnLinks.column(one.id, index),
        },
      ]),
      ...pageRow(ctx, page, columns.length, (to) => columnLinks.list(one.id, to)),
      [
        {
          text: `${one.headless ? '☐' : '☑'} ${imports.firstIsHeadings}`,
          data: columnLinks.first(one.id, turn),
        },
      ],
      ...(one.headless
        ? []
        : [
            [
              {
                text: `🗃 ${imports.program(profileName(one.profile) ?? imports.noProgram)}`,
                data: columnLinks.programs(one.id),
              },
            ],
          ]),
      [{ text: `✅ ${t.common.show}`, data: columnLinks.read(one.id, turn) }],
      // What was refused has no preview to go back to.
      ...(one.slices ? [[{ text: `‹ ${t.common.back}`, data: importLinks.page(one.id, 'all', 0) }]] : []),
    ],
  });
}

/** What a column may be taken for. */
async function showFields(ctx: Ctx, one: Import, index: number, column: ImportColumn): Promise<void> {
  const { imports, common } = ctx.t;
  const choice = (name: string, text: string): Button => ({
    text: name === (column.field ?? '') ? `● ${text}` : text,
    data: columnLinks.set(one.id, index, name),
  });
  await ctx.show({
    html: join(
      [b(imports.whatIsIn(headingOf(column, index))), ...(column.sample ? [escapeHtml(`«${column.sample}»`)] : [])],
      '\n\n',
    ),
    rows: [
      ...grid(
        recordFields.map((name) => choice(name, imports.field[name] ?? name)),
        2,
      ),
      [choice('', imports.noField)],
      [{ text: `‹ ${common.back}`, data: columnLinks.list(one.id, Math.floor(index / PAGE)) }],
    ],
  });
}

/** Which program wrote the file: what its headings mean follows. */
async function showPrograms(ctx: Ctx, one: Import): Promise<void> {
  const { imports, common } = ctx.t;
  const programs = [
    ...profiles.map(({ id, name }) => ({ id, name: `${name} · ${id}` })),
    { id: NO_PROFILE, name: imports.noProgram },
  ];
  await ctx.show({
    html: b(imports.whichProgram),
    rows: [
      ...grid(
        programs.map(({ id, name }) => ({
          text: id === (one.profile ?? NO_PROFILE) ? `● ${name}` : name,
          data: columnLinks.program(one.id, one.turn ?? 0, id),
        })),
        2,
      ),
      [{ text: `‹ ${common.back}`, data: columnLinks.list(one.id, 0) }],
    ],
  });
}

/** Reads the file again, with the columns as they are chosen now; it ends in the preview. */
async function again(
  ctx: Ctx,
  id: string | undefined,
  turn: string | undefined,
  change: (one: Import) => Pick<Import, 'headless' | 'profile'> = () => ({}),
): Promise<void> {
  const one = await changeable(ctx, id);
  if (!one) return;
  if (String(one.turn ?? 0) !== turn) return ctx.say(ctx.t.common.stale);
  const next = await ctx.kit.store.imports.again(one, change(one));
  if (next) await readAgain(ctx, next);
}

export const columnsScreen = defineScreen(columnLinks, {
  async list(ctx, id, page) {
    const one = await changeable(ctx, id);
    if (one) await showColumns(ctx, one, pageOf(page));
  },
  async column(ctx, id, number) {
    const one = await changeable(ctx, id);
    const index = pageOf(number);
    const column = one?.columns?.[index];
    if (one && column) await showFields(ctx, one, index, column);
  },
  async set(ctx, id, number, name) {
    const one = await changeable(ctx, id);
    if (!one) return;
    const index = pageOf(number);
    await ctx.kit.store.imports.choose(one.id, index, isRecordField(name) ? name : undefined);
    const changed = await importOf(ctx, id);
    if (changed) await showColumns(ctx, changed, Math.floor(index / PAGE));
  },
  read: (ctx, id, turn) => again(ctx, id, turn),
  /** The first line of the file is headings, or a client: the other way round. */
  first: (ctx, id, turn) => again(ctx, id, turn, ({ headless }) => ({ headless: !headless })),
  async programs(ctx, id) {
    const one = await changeable(ctx, id);
    if (one) await showPrograms(ctx, one);
  },
  async program(ctx, id, turn, name) {
    const profile = profiles.find((one) => one.id === name)?.id ?? NO_PROFILE;
    await again(ctx, id, turn, () => ({ profile }));
  },
});
