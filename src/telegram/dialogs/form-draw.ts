import { cut } from '../../domain/text/html.ts';
import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { ALL, drawDialog, parkedRows } from './dialog.ts';
import type { Asking, Field } from './field.ts';
import { askingCard, draftCard } from './form-card.ts';
import type { Form } from './form-shape.ts';

/** A form as the engine sees it: the types of its values are between the form and its fields. */
export type AnyValues = Record<string, unknown>;
export type AnyForm = Form<AnyValues>;

export const fieldOf = (form: AnyForm, name: string | undefined): Field<unknown, AnyValues> | undefined =>
  name === undefined ? undefined : form.fields[name];

/** What a field is told when it asks or is answered. */
export const asking = (dialog: Dialog): Asking<AnyValues> => ({
  values: dialog.values,
  scratch: dialog.scratch ?? {},
  answered: dialog.trail,
  draft: dialog.draft,
});

/** Shows the question that is open, or the draft; `word` stands above it. Buttons of earlier drawings are stale now. */
export async function drawForm(form: AnyForm, ctx: Ctx, dialog: Dialog, word?: string): Promise<void> {
  const turned: Dialog = { ...dialog, turn: dialog.turn + 1, title: titleOf(form, ctx, dialog) };
  const field = fieldOf(form, dialog.field);
  const isFirst = dialog.trail.length === 0 || dialog.trail.at(-1) === ALL;
  const frame = {
    ctx,
    fields: form.fields,
    told: form.terse && field ? { [dialog.field ?? '']: field } : form.fields,
    direct: form.direct === true,
    dialog: turned,
    word: withHeard(ctx, dialog, word),
    extra: isFirst && !dialog.caller ? parkedRows(ctx) : [],
    about: await form.about?.(ctx, dialog.values),
    below: form.terse && field ? [] : (form.below?.(ctx, dialog.values) ?? []),
    save: form.saveText?.(ctx.t, dialog.values),
    unsure: form.unsure?.(dialog.values) ?? [],
    choices: form.choices?.rows(ctx, dialog.values, dialog.field) ?? [],
    offers: Object.entries(form.extras ?? {})
      .filter(([, { shown }]) => shown?.(dialog.values) ?? true)
      .map(([name, { text }]) => ({ name, text: text(ctx.t) })),
  };
  const card =
    field === undefined ? draftCard(frame) : askingCard(frame, field, await field.prompt(ctx, asking(dialog)));
  await drawDialog(ctx, turned, card);
}

const titleOf = (form: AnyForm, ctx: Ctx, { values }: Dialog): string =>
  [form.title(ctx.t, values), form.topic?.(values)].filter(Boolean).join(' · ');

const HEARD_LIMIT = 300;

/** A question that follows spoken words shows what was heard: they stand nowhere else. */
function withHeard({ heard }: Ctx, { field }: Dialog, word: string | undefined): string | undefined {
  if (!heard || !('text' in heard) || field === undefined) return word;
  return [`🎤 «${cut(heard.text, HEARD_LIMIT)}»`, ...(word === undefined ? [] : [word])].join('\n');
}
