import type { Message } from '@grammyjs/types';
import { derivedId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { clean, cut, escapeHtml } from '../../src/domain/text/html.ts';
import { FILE_LIMIT } from '../../src/store/files/files.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { openDialog, parkDialog } from '../../src/telegram/dialogs/dialog.ts';
import { homeCountry } from '../../src/telegram/home-country.ts';
import type { Taker } from '../shared/free-message.ts';
import { importLinks } from './links.ts';
import { beginReading } from './reading.ts';

const NAME_LIMIT = 60;

/** Dialogs that take no files: a file of clients sent there is meant for an import. */
const FILELESS = new Set(['find-client', 'new-client', 'new-person', 'edit-client', 'edit-person']);

/** Whether a message carries a file that may hold clients; a workbook or a text may hold anything. */
function mayBeClients({ document }: Message): 'surely' | 'perhaps' | undefined {
  const name = document?.file_name?.toLowerCase() ?? '';
  const mime = document?.mime_type ?? '';
  if (/\.(?:csv|tsv|vcf|vcard)$/.test(name) || /vcard|^text\/(?:csv|tab-)/.test(mime)) return 'surely';
  return /\.(?:xlsx|xls|txt)$/.test(name) ? 'perhaps' : undefined;
}

/** Notes the file as an import of the user who sent it, and returns its id; undefined where it cannot be one. */
async function noteFile(ctx: Ctx): Promise<{ id: string; name: string } | undefined> {
  const { user, kit, t, at } = ctx;
  const document = ctx.written?.document;
  if (!document) return undefined;
  const name = cut(clean(document.file_name ?? t.imports.unnamed), NAME_LIMIT);
  const size = document.file_size ?? 0;
  if (size > FILE_LIMIT) {
    await ctx.say(t.imports.tooBig);
    return undefined;
  }
  // The message is the import: delivered again, it is the same one.
  const id = derivedId('import', user.id, ctx.written?.message_id ?? 0, document.file_unique_id);
  const country = await homeCountry(ctx);
  const mime = document.mime_type;
  const file = { fileId: document.file_id, kind: 'document' as const, name, size, ...(mime && { mime }) };
  await kit.store.imports.begin({ id, by: user.id, file, createdAt: at, ...(country && { country }) });
  return { id, name };
}

/** A file of clients sent to the bot by somebody who may import: it is read, and what would come of it is shown. */
export const takeImportFile: Taker = async (ctx) => {
  if (!ctx.written || !mayBeClients(ctx.written) || !supervises(ctx.user)) return false;
  const noted = await noteFile(ctx);
  if (noted) await beginReading(ctx, noted.id, noted.name);
  return true;
};

/**
 * The same while a dialog is open. One that has no use for files is put aside for the import; beside one that takes them,
 * the import is offered first, and the file goes where it was sent.
 */
export async function takeFileFirst(ctx: Ctx): Promise<boolean> {
  const dialog = openDialog(ctx);
  const kind = ctx.written && mayBeClients(ctx.written);
  if (!dialog || !kind || !supervises(ctx.user)) return false;
  if (FILELESS.has(dialog.scene)) {
    await parkDialog(ctx);
    return takeImportFile(ctx);
  }
  if (kind !== 'surely') return false;
  const noted = await noteFile(ctx);
  if (!noted) return true;
  await ctx.send({
    html: escapeHtml(ctx.t.imports.mayBe(noted.name)),
    rows: [[{ text: `📥 ${ctx.t.imports.import}`, data: importLinks.read(noted.id) }]],
  });
  return false;
}
