import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Import, ImportItem } from '../../src/store/import/imports.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { RefusedLine } from '../../src/transfer/import/record.ts';
import { headingsOf, type ReturnedLine, returnedCsv, returnedVcards } from '../../src/transfer/import/refused.ts';
import type { JobView } from '../shared/job-card.ts';
import { importPreview } from './import-preview.ts';
import { importLinks } from './links.ts';

/** Names that a report tells; all of them are in the database. */
const NAMED = 20;

/** How reading a file shows itself: it ends in the preview of what would come of it. */
export const importReadView: JobView = {
  icon: '📥',
  title: (t) => t.imports.reading,
  stoppable: true,
  async report(kit, user, { params }) {
    const one = await kit.store.imports.get(String(params.import));
    return one && importPreview(texts[user.language], kit, one, undefined, 0);
  },
};

/** How an import shows itself, and what it did; lines that did not go in come back as a file. */
export const importView: JobView = {
  icon: '📥',
  title: (t, { params }) => `${t.imports.running}: ${params.name}`,
  stoppable: true,
  lines({ imports }, { progress: { counts } }) {
    const { organizations = 0, persons = 0, matched = 0, changed = 0, refused = 0, doubtful = 0 } = counts;
    return [
      imports.created(organizations, persons),
      ...(matched > 0 ? [imports.matched(matched, changed)] : []),
      ...(doubtful > 0 ? [imports.doubtful(doubtful)] : []),
      ...(refused > 0 ? [imports.refused(refused)] : []),
    ];
  },
  rows: (t, { params }) => [[{ text: `↩️ ${t.imports.undo}`, data: importLinks.undo(String(params.import)) }]],
  async after(kit, user, { params, progress, outcome }) {
    const { refused = 0, doubtful = 0 } = progress.counts;
    if (outcome !== 'done' || refused + doubtful === 0) return;
    const { imports } = texts[user.language];
    const one = await kit.store.imports.get(String(params.import));
    const lines = one ? await returnedLines(kit, one, texts[user.language]) : [];
    if (!one || lines.length === 0) return;
    const isCards = one.format === 'vcard';
    const headings = headingsOf(one, (field) => imports.field[field] ?? field);
    const source = isCards ? returnedVcards(lines) : returnedCsv(lines, headings, imports.reasonHeading);
    await kit.call('sendDocument', {
      chat_id: user.id,
      document: { source, filename: isCards ? 'refused.vcf' : 'refused.csv' },
      caption: imports.refusedFile,
    });
  },
};

/** How an import is undone. */
export const importUndoView: JobView = {
  icon: '↩️',
  title: (t, { params }) => `${t.imports.undoing}: ${params.name}`,
  async report(kit, user, { params, progress: { counts } }) {
    const one = await kit.store.imports.get(String(params.import));
    if (!one) return undefined;
    const { imports } = texts[user.language];
    const { removed = 0, restored = 0, kept = 0 } = counts;
    const names = (one.kept ?? []).slice(0, NAMED);
    const lines = [
      imports.undoneCounts(removed, restored),
      ...(kept > 0 ? [imports.stayed(kept), names.map((name) => `• ${name}`).join('\n')] : []),
      ...(kept > names.length ? ['…'] : []),
    ];
    return { html: join([b(`↩️ ${imports.undone}: ${one.file.name}`), escapeHtml(lines.join('\n'))], '\n\n') };
  },
};

/** Lines that did not go in: refused ones, and those that were in doubt and are so still. */
async function returnedLines({ store }: Pick<Kit, 'store'>, one: Import, { imports }: Texts): Promise<ReturnedLine[]> {
  const lines: ReturnedLine[] = [];
  for (const slice of (one.slices ?? []).keys()) {
    for (const item of await store.imports.slice(one, slice)) {
      const reason = reasonOf(item, imports);
      if (reason !== undefined) lines.push({ cells: item.cells ?? [], reason });
    }
  }
  return lines;
}

function reasonOf({ verdict, refused, match, done }: ImportItem, imports: Texts['imports']): string | undefined {
  if (verdict === 'refuse') {
    const { reason } = refused as RefusedLine;
    return imports.reason[reason] ?? reason;
  }
  return verdict === 'doubt' && !done ? `${imports.looksLike}: ${match ?? ''}` : undefined;
}
