import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { JobView } from '../shared/job-card.ts';
import type { RefusedLine } from '../transfer/record.ts';
import { refusedCsv } from '../transfer/refused.ts';
import { importPreview } from './import.ts';

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
    const { organizations = 0, persons = 0, matched = 0, changed = 0, refused = 0 } = counts;
    return [
      imports.created(organizations, persons),
      ...(matched > 0 ? [imports.matched(matched, changed)] : []),
      ...(refused > 0 ? [imports.refused(refused)] : []),
    ];
  },
  async after(kit, user, { params, progress, outcome }) {
    if (outcome !== 'done' || !progress.counts.refused) return;
    const { imports } = texts[user.language];
    const lines = await refusedLines(kit, String(params.import));
    const source = refusedCsv(lines, imports.csvHead, (reason) => imports.reason[reason] ?? reason);
    await kit.call('sendDocument', {
      chat_id: user.id,
      document: { source, filename: 'refused.csv' },
      caption: imports.refusedFile,
    });
  },
};

async function refusedLines({ store }: Pick<Kit, 'store'>, id: string): Promise<RefusedLine[]> {
  const one = await store.imports.get(id);
  const lines: RefusedLine[] = [];
  if (!one) return lines;
  for (const [slice, { refuse }] of (one.slices ?? []).entries()) {
    if (refuse === 0) continue;
    for (const { refused } of await store.imports.slice(one, slice)) if (refused) lines.push(refused as RefusedLine);
  }
  return lines;
}
