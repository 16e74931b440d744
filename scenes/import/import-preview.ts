import { showPhone } from '../../src/domain/client/phone.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { Texts } from '../../src/i18n/index.ts';
import {
  countedLines,
  type Import,
  type ImportColumn,
  type ImportCounts,
  type ImportItem,
  type LineVerdict,
  noImportCounts,
  readingId,
  verdicts,
} from '../../src/store/import/imports.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { profiles } from '../../src/transfer/import/profiles/index.ts';
import type { ClientRecord, RefusedLine } from '../../src/transfer/import/record.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { choiceLinks, columnLinks, doubtLinks, importLinks } from './links.ts';

const LINE_LIMIT = 110;
const COLUMNS_LIMIT = 700;
const MARKS: Record<LineVerdict, string> = { create: '🆕', match: '🔗', doubt: '❔', refuse: '⚠️' };

type Tools = Pick<Kit, 'store'>;

/** A line of the file in a line of the preview. */
function itemLine({ imports }: Texts, { line, verdict, record, refused, match, cells = [] }: ImportItem): string {
  const head = `${line} ${MARKS[verdict]} `;
  if (verdict === 'refuse') {
    const { reason } = refused as RefusedLine;
    return cut(
      `${head}${imports.reason[reason] ?? reason}: ${cells.filter(Boolean).join('; ')}`.replace(/\s+/g, ' '),
      LINE_LIMIT,
    );
  }
  const { organization, person, phones, emails, unread } = record as ClientRecord;
  const who = [organization, person].filter(Boolean).join(' · ');
  const way = [...phones.map(showPhone), ...emails][0];
  const text = `${head}${who}${way ? `, ${way}` : ''}${unread ? ' ✏️' : ''}`;
  if (verdict === 'doubt') return cut(`${text} · ${imports.looksLike}: ${match ?? ''}`, LINE_LIMIT);
  return cut(
    match !== undefined && match !== person && match !== organization ? `${text} → ${match}` : text,
    LINE_LIMIT,
  );
}

const DELIMITER_NAMES: Record<string, string> = { ';': '«;»', ',': '«,»', '|': '«|»' };

/** What a column is called: by its number, where nothing else names it. */
export const headingOf = ({ heading }: Pick<ImportColumn, 'heading'>, index: number): string =>
  heading || `${index + 1}`;

/** The program that wrote a file, by its name. */
export const profileName = (id: string | undefined): string | undefined => profiles.find((one) => one.id === id)?.name;

function aboutFile({ imports }: Texts, { encoding, delimiter, columns = [], profile, format }: Import): string {
  const shown = delimiter === undefined ? undefined : (DELIMITER_NAMES[delimiter] ?? imports.tab);
  const named = columns.map((column, index) => ({ ...column, name: headingOf(column, index) }));
  const taken = named.filter(({ field }) => field && field !== 'rest');
  // An export has many columns that nobody fills: these are not worth a word.
  const noted = named.filter(({ field, sample }) => field === 'rest' && sample);
  const left = named.filter(({ field, heading, sample }) => !field && (heading || sample));
  const program = profileName(profile);
  const names = (list: typeof named) => list.map(({ name }) => name).join(', ');
  return [
    ...(program ? [imports.program(program)] : []),
    format === 'xlsx' ? imports.workbook : imports.encoding(encoding ?? '', shown),
    ...(taken.length > 0
      ? [
          `${imports.columns} ${taken.map(({ name, field = '' }) => `${name} → ${imports.field[field] ?? field}`).join(', ')}`,
        ]
      : []),
    ...(noted.length > 0 ? [imports.toNote(names(noted))] : []),
    ...(left.length > 0 ? [imports.notTaken(names(left))] : []),
  ]
    .map((line) => cut(line, COLUMNS_LIMIT))
    .join('\n');
}

const countsOf = ({ slices = [] }: Import): ImportCounts =>
  slices.reduce<ImportCounts>((sum, counts) => {
    for (const verdict of verdicts) sum[verdict] += counts[verdict] ?? 0;
    return sum;
  }, noImportCounts());

/** What an import would do, line by line, by pages; and the button that does it. */
export async function importPreview(
  t: Texts,
  { store }: Tools,
  one: Import,
  verdict: LineVerdict | undefined,
  page: number,
): Promise<Card> {
  const { imports } = t;
  const title = b(`📥 ${imports.title(one.file.name)}`);
  if (one.refusal !== undefined) {
    const html = join([title, escapeHtml(imports.refusal[one.refusal] ?? one.refusal)], '\n\n');
    const attach = { text: `📎 ${imports.attach}`, data: importLinks.attach(one.id) };
    return { html, rows: [...columnsRows(t, one), [attach]] };
  }
  if (!one.slices) return { html: join([title, escapeHtml(`${imports.reading}…`)], '\n\n') };
  const counts = countsOf(one);
  const [items, open, cards] = await Promise.all([
    store.imports.page(one, verdict, page * PAGE, PAGE),
    counts.doubt > 0 ? store.imports.doubts.openLines(readingId(one)) : 0,
    one.mode === 'ask' ? store.imports.doubts.page(readingId(one), 0, 1, true) : { all: 0, open: 0 },
  ]);
  const lines = items.length > 0 ? items.map((item) => itemLine(t, item)).join('\n') : imports.nothing;
  const ready = counts.create + counts.match + Math.max(0, counts.doubt - open);
  return {
    html: join([title, escapeHtml(aboutFile(t, one)), ...warnings(t, one, open), escapeHtml(lines)], '\n\n'),
    rows: [
      ...tabs(t, one, counts, verdict),
      ...pageRow({ t }, page, verdict === undefined ? countedLines(counts) : counts[verdict], (to) =>
        importLinks.page(one.id, verdict ?? 'all', to),
      ),
      ...(counts.doubt > 0
        ? [[{ text: `❔ ${imports.decide(counts.doubt - open, counts.doubt)}`, data: doubtLinks.ask(one.id, 0) }]]
        : []),
      ...(cards.all > 0
        ? [[{ text: `🔁 ${imports.decideCards(cards.all - cards.open, cards.all)}`, data: doubtLinks.card(one.id, 0) }]]
        : []),
      ...(one.strangers?.length ? [[{ text: `🧑‍💼 ${imports.askInstead}`, data: choiceLinks.who(one.id, 0) }]] : []),
      [
        ...columnsRows(t, one).flat(),
        { text: `🔁 ${imports.mode[one.mode ?? 'update']}`, data: choiceLinks.mode(one.id) },
      ],
      [
        ...(ready > 0 ? [{ text: `✅ ${imports.start(ready)}`, data: importLinks.go(one.id) }] : []),
        { text: `✖️ ${t.common.cancel}`, data: importLinks.drop(one.id) },
      ],
    ],
  };
}

/** What is to be known before it goes in. */
function warnings({ imports }: Texts, one: Import, open: number): Html[] {
  const lines = [
    ...(one.unread ? [`✏️ ${imports.unread(one.unread)}`] : []),
    ...(one.photos ? [`🖼 ${imports.photos(one.photos)}`] : []),
    ...(open > 0 ? [`❔ ${imports.undecided(open)}`] : []),
    ...(one.strangers?.length ? [`🧑‍💼 ${imports.strangers(one.strangers.join(', '))}`] : []),
  ];
  return lines.length > 0 ? [escapeHtml(cut(lines.join('\n'), COLUMNS_LIMIT))] : [];
}

function tabs({ imports }: Texts, one: Import, counts: ImportCounts, verdict: LineVerdict | undefined): Button[][] {
  const tab = (text: string, target: LineVerdict | undefined, number: number): Button => ({
    text: `${target === verdict ? '● ' : ''}${text} ${number}`,
    data: importLinks.page(one.id, target ?? 'all', 0),
  });
  return grid(
    [
      tab(imports.verdict.all, undefined, countedLines(counts)),
      ...verdicts
        .filter((name) => name !== 'doubt' || counts.doubt > 0)
        .map((name) => tab(`${MARKS[name]} ${imports.verdict[name]}`, name, counts[name])),
    ],
    2,
  );
}

/** What the columns of a file mean is a guess, and can be told. */
const columnsRows = ({ imports }: Texts, { id, columns = [] }: Import): Button[][] =>
  columns.length > 0 ? [[{ text: `🔀 ${imports.chooseColumns}`, data: columnLinks.list(id, 0) }]] : [];
