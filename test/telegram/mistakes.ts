import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { callOf, dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';

const links = defineLinks('x', { open: (id: string) => [id], idle: () => [] });

/** Never run: it is the compiler that is tested by `npm run check`, and each of these lines has to be an error of its own. */
export function mistakes(ctx: Parameters<typeof beginDialog>[0]) {
  const needy = dialogRef<{ about: { id: string }; note?: string }>('needy');
  const free = dialogRef<{ note?: string }>('free');
  void beginDialog(ctx, free);
  void beginDialog(ctx, needy, { values: { about: { id: '1' } } });
  // @ts-expect-error a dialog is not begun by its name
  void beginDialog(ctx, 'needy');
  // @ts-expect-error it cannot do without its values
  void beginDialog(ctx, needy);
  // @ts-expect-error a value is missing
  void beginDialog(ctx, needy, { values: { note: 'x' } });
  // @ts-expect-error a value is misspelt
  void beginDialog(ctx, free, { values: { notes: 'x' } });
  // @ts-expect-error a dialog that needs values is not called without them
  callOf(needy, { note: 'x' });
  // @ts-expect-error there is no such action
  links.opne('42');
  // @ts-expect-error a button needs what it is about
  links.open();
  // @ts-expect-error an action is left out
  defineScreen(links, { open: async () => {} });
}
