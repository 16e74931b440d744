import { Scenes } from 'telegraf';
import type { Ctx } from '../context.ts';
import { openDialog, parkDialog } from './dialog.ts';
import type { DialogBegunWith } from './dialog-ref.ts';
import { createEngine } from './form-engine.ts';
import type { Form } from './form-shape.ts';

export type { Choices, Extra, Form, Saved } from './form-shape.ts';

/** A scene that is a form. The names of its fields are for code that has to walk them all. */
export type FormScene = Scenes.BaseScene<Ctx> & {
  fieldNames: readonly string[];
  /** Whether the asked one is answered by a file. */
  takesFiles(field: string, values: object): boolean;
  /** What it does when it is left, but for showing where its user came from. It is the open one. */
  left(ctx: Ctx, values: object): Promise<void>;
};

/**
 * A scene made of an ordered set of typed fields: asks what is missing, shows the draft's card with everything on it,
 * saves. The dialog's state is the field's name and the values by name, so that a field added or moved breaks none that
 * is under way.
 */
export function defineForm<V extends object, Given extends keyof V = never>(
  dialog: DialogBegunWith<Partial<V>>,
  form: Form<V, Given>,
): FormScene {
  const engine = createEngine(form);
  const scene = new Scenes.BaseScene<Ctx>(dialog.id);
  scene.enter((ctx) => engine.enter(ctx));
  scene.use(async (ctx, next) => {
    const dialog = openDialog(ctx);
    if (!dialog || ctx.inline) return next();
    if (ctx.tap) return (await engine.tapped(ctx, dialog, ctx.tap.data)) ? undefined : next();
    if (ctx.written) {
      const isOther = await form.yieldsTo?.(ctx, ctx.written, dialog.values as Partial<V>);
      if (!isOther) return engine.written(ctx, dialog, ctx.written);
      await parkDialog(ctx);
    }
    return next();
  });
  const fields: Record<string, { takesFiles?(values: Partial<V>): boolean }> = form.fields;
  return Object.assign(scene, {
    fieldNames: Object.keys(fields),
    async left(ctx: Ctx, values: Partial<V>): Promise<void> {
      await form.left?.(ctx, values);
    },
    takesFiles: (field: string, values: object) => fields[field]?.takesFiles?.(values) ?? false,
  });
}
