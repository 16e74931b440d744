import { escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { closeDialog, openDialog, setDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import type { Extra } from '../../src/telegram/dialogs/form.ts';
import { redrawElsewhere } from './letter-ring.ts';
import { goOn, type Series } from './letter-series.ts';
import { mailLinks } from './links.ts';
import type { LetterValues } from './register-letter.ts';

/** Never asked or shown: it travels with the dialog, over restarts and parking. */
export const seriesField: Field<Series, LetterValues> = {
  icon: '',
  label: () => '',
  place: 'hidden',
  show: () => '',
  prompt: () => ({ question: '', rows: [] }),
};

/** The letter of the open dialog is everybody's again. */
async function giveBack(ctx: Ctx): Promise<void> {
  const given = await ctx.kit.store.letters.giveBack(ctx.user, openDialog(ctx)?.draft ?? '');
  if (given.outcome === 'done') redrawElsewhere(ctx, given.letter);
}

async function stop(ctx: Ctx, { done }: Series): Promise<void> {
  await giveBack(ctx);
  const left = (await ctx.kit.store.letters.marked(ctx.user)).length;
  await closeDialog(ctx, {
    html: escapeHtml(`⏹ ${ctx.t.mail.seriesStopped(done, left)}`),
    rows: [[{ text: `📬 ${ctx.t.mail.actions.toList}`, data: mailLinks.list(0) }]],
  });
}

const inSeries = ({ series }: Partial<LetterValues>): boolean => series !== undefined;

/** What a series offers besides saving. */
export const seriesExtras: Record<string, Extra<LetterValues>> = {
  skip: {
    text: (t) => `⏭ ${t.mail.skipLetter}`,
    shown: inSeries,
    async run(ctx, { series }) {
      if (!series) return;
      await giveBack(ctx);
      setDialog(ctx, undefined);
      await goOn(ctx, series);
    },
  },
  stop: {
    text: (t) => `⏹ ${t.common.stop}`,
    shown: inSeries,
    async run(ctx, { series }) {
      if (series) await stop(ctx, series);
    },
  },
};
