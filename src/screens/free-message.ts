import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';

export async function takeMessage(ctx: Ctx): Promise<void> {
  await beginDialog(ctx, 'new');
}
