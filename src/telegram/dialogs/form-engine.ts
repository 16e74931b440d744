import type { Message } from '@grammyjs/types';
import { cut } from '../../domain/text/html.ts';
import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { unpack } from '../messages/callback-data.ts';
import { cancelDialog, cancelledWord, withMade } from './cancel-dialog.ts';
import { ALL, callDialog, closeDialog, drawDialog, openDialog, parkDialog, parkedRows, setDialog } from './dialog.ts';
import type { Asking, Field, Reply } from './field.ts';
import type { Form } from './form.ts';
import { askingCard, draftCard } from './form-card.ts';

/** The form as the engine sees it: the types of its values are between the form and its fields. */
type AnyValues = Record<string, unknown>;

/** What a form does with taps and messages, whatever its fields are. */
export function createEngine(form: Form<AnyValues>) {
  const names = Object.keys(form.fields);
  const fieldOf = (name: string | undefined): Field<unknown, AnyValues> | undefined =>
    name === undefined ? undefined : form.fields[name];
  const asking = (dialog: Dialog): Asking<AnyValues> => ({
    values: dialog.values,
    scratch: dialog.scratch ?? {},
    answered: dialog.trail,
    draft: dialog.draft,
  });

  /** The next field that wants to be asked and was neither answered nor passed over. */
  const nextField = ({ values, trail, asks = [] }: Dialog): string | undefined =>
    form.terse
      ? undefined
      : trail.includes(ALL)
        ? asks.find((name) => values[name] === undefined && !trail.includes(name))
        : names.find((name) => values[name] === undefined && !trail.includes(name) && fieldOf(name)?.ask?.(values));

  async function draw(ctx: Ctx, dialog: Dialog, word?: string): Promise<void> {
    const turned: Dialog = { ...dialog, turn: dialog.turn + 1, title: titleOf(ctx, dialog) };
    const field = fieldOf(dialog.field);
    const isFirst = dialog.trail.length === 0 || dialog.trail.at(-1) === ALL;
    const extra = isFirst && !dialog.caller ? parkedRows(ctx) : [];
    const told = form.terse && field ? { [dialog.field ?? '']: field } : form.fields;
    const own = {
      about: await form.about?.(ctx, dialog.values),
      below: form.terse && field ? [] : (form.below?.(ctx, dialog.values) ?? []),
      save: form.saveText?.(ctx.t, dialog.values),
      unsure: form.unsure?.(dialog.values) ?? [],
      choices: form.choices?.rows(ctx, dialog.values, dialog.field) ?? [],
      offers: Object.entries(form.extras ?? {})
        .filter(([, { shown }]) => shown?.(dialog.values) ?? true)
        .map(([name, { text }]) => ({ name, text: text(ctx.t) })),
    };
    const frame = {
      ctx,
      fields: form.fields,
      told,
      direct: form.direct === true,
      dialog: turned,
      word: withHeard(ctx, dialog, word),
      extra,
      ...own,
    };
    const card =
      field === undefined ? draftCard(frame) : askingCard(frame, field, await field.prompt(ctx, asking(dialog)));
    await drawDialog(ctx, turned, card);
  }

  const titleOf = (ctx: Ctx, { values }: Dialog): string =>
    [form.title(ctx.t, values), form.topic?.(values)].filter(Boolean).join(' · ');

  /** On to the next question, or the draft's card, or straight to saving. */
  async function advance(ctx: Ctx, dialog: Dialog): Promise<void> {
    const { field: _, scratch: __, editing: ___, ...rest } = dialog;
    const next = nextField(rest);
    if (next !== undefined) return draw(ctx, { ...rest, field: next });
    if (form.direct) return save(ctx, rest);
    return draw(ctx, rest);
  }

  async function save(ctx: Ctx, dialog: Dialog): Promise<void> {
    const saved = await form.save(ctx, dialog.values, dialog);
    if ('error' in saved) {
      const { field: _, ...rest } = dialog;
      // Asked again, it is not passed any more: Back leads to what was before it.
      const trail = dialog.trail.filter((name) => name !== saved.field);
      return draw(ctx, saved.field === undefined ? rest : { ...rest, trail, field: saved.field }, `⚠️ ${saved.error}`);
    }
    if ('next' in saved) {
      setDialog(ctx, undefined);
      return saved.next();
    }
    if (dialog.caller) return giveBack(ctx, dialog, saved.outcome);
    await closeDialog(ctx, typeof saved.card === 'function' ? await saved.card() : saved.card);
  }

  /** Hands the outcome to the dialog that called this one, which goes on where it stood. */
  async function giveBack(ctx: Ctx, { caller, card }: Dialog, outcome?: unknown): Promise<void> {
    if (!caller) return;
    const back: Dialog = { ...caller.dialog, ...(card !== undefined && { card }) };
    const values = outcome === undefined ? back.values : { ...back.values, returned: { into: caller.into, outcome } };
    await ctx.scene.enter(back.scene, { ...back, values });
  }

  async function reply(ctx: Ctx, dialog: Dialog, answer: Reply<AnyValues>): Promise<void> {
    if ('error' in answer) return draw(ctx, dialog, `⚠️ ${answer.error}`);
    if ('stay' in answer) return draw(ctx, { ...dialog, scratch: answer.stay });
    if ('call' in answer) return callDialog(ctx, answer.call, dialog, dialog.field ?? '');
    const entries = Object.entries({ ...dialog.values, ...answer.set });
    const values = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    // What an answer takes away (the person, when the client is another) is asked again.
    const trail = passed(dialog).filter(
      (name) => name === dialog.field || values[name] !== undefined || !(name in answer.set),
    );
    const answered = { ...dialog, values, trail };
    await (answer.save ? save(ctx, answered) : advance(ctx, answered));
  }

  /** The voice note that an answer was spoken in, where the form keeps it. */
  const noteKept = async (ctx: Ctx, message: Message, values: AnyValues): Promise<AnyValues> => {
    const { text: _, caption: __, ...note } = message;
    return (ctx.heard && form.keepsNotes && (await form.attach?.(ctx, note, values))) || {};
  };

  const passed = ({ field, trail }: Dialog): string[] =>
    field === undefined ? trail : [...trail.filter((name) => name !== field), field];

  const actions: Record<string, (ctx: Ctx, dialog: Dialog, arg: string) => Promise<void>> = {
    async tap(ctx, dialog, arg) {
      const field = fieldOf(dialog.field);
      if (!field?.tap) return draw(ctx, dialog);
      return reply(ctx, dialog, await field.tap(ctx, arg, asking(dialog)));
    },
    async back(ctx, dialog) {
      const before = dialog.trail.at(-1);
      const { scratch: _, field: __, editing, ...rest } = dialog;
      if (editing) return draw(ctx, rest);
      if (before === undefined) return actions.cancel?.(ctx, dialog, '');
      return draw(ctx, { ...rest, field: before, trail: dialog.trail.slice(0, -1) });
    },
    async skip(ctx, dialog) {
      const field = fieldOf(dialog.field);
      if (field?.required?.(dialog.values)) return draw(ctx, dialog);
      const { [dialog.field ?? '']: _, ...values } = dialog.values;
      return advance(ctx, { ...dialog, values, trail: passed(dialog) });
    },
    async choose(ctx, dialog, arg) {
      const answer = await form.choices?.take(ctx, arg, dialog.values, dialog);
      if (answer) await reply(ctx, dialog, answer);
    },
    edit: (ctx, { scratch: _, ...dialog }, arg) =>
      draw(ctx, fieldOf(arg) ? { ...dialog, field: arg, editing: true } : dialog),
    more: (ctx, dialog, arg) => draw(ctx, { ...dialog, expanded: arg === '1' }),
    save,
    async extra(ctx, dialog, arg) {
      const extra = Object.hasOwn(form.extras ?? {}, arg) ? form.extras?.[arg] : undefined;
      if (!extra) return draw(ctx, dialog);
      await extra.run(ctx, dialog.values, dialog);
    },
    async cancel(ctx, dialog) {
      if (dialog.caller) return giveBack(ctx, dialog);
      const card = await form.left?.(ctx, dialog.values);
      if (!card) return cancelDialog(ctx);
      await ctx.say(cancelledWord(ctx, dialog));
      await closeDialog(ctx, card);
    },
  };

  return {
    async enter(ctx: Ctx): Promise<void> {
      const dialog = openDialog(ctx);
      if (!dialog) return;
      const { returned, ...values } = dialog.values;
      if (returned !== undefined) return this.resumed(ctx, { ...dialog, values }, returned as Returned);
      if (dialog.turn > 0) return draw(ctx, dialog);
      const begun = { ...dialog, values: { ...(await form.begin?.(ctx, values, dialog.draft)), ...values } };
      return dialog.field === undefined ? advance(ctx, begun) : draw(ctx, begun);
    },

    /** A dialog that this one called has come back with its outcome. */
    async resumed(ctx: Ctx, dialog: Dialog, { into, outcome }: Returned): Promise<void> {
      const field = fieldOf(into);
      await reply(ctx, withMade(dialog, field?.icon ?? '', outcome), {
        set: field?.returned?.(outcome, dialog.values) ?? { [into]: outcome },
      });
    },

    /** A button. False: it is not one of this dialog's, and the dialog has been put aside for it. */
    async tapped(ctx: Ctx, dialog: Dialog, data: string): Promise<boolean> {
      const [head, draft, turn, action = '', ...rest] = unpack(data);
      if (head !== 'f') {
        await parkDialog(ctx);
        return false;
      }
      if (draft !== dialog.draft) return false;
      if (turn !== String(dialog.turn) || !actions[action]) {
        await ctx.say(ctx.t.common.stale);
        await draw(ctx, dialog);
        return true;
      }
      await actions[action]?.(ctx, dialog, rest.join(':'));
      return true;
    },

    async written(ctx: Ctx, dialog: Dialog, message: Message): Promise<void> {
      const field = fieldOf(dialog.field);
      const answer = await field?.take?.(ctx, message, asking(dialog));
      const withNote = async (values: AnyValues): Promise<AnyValues> => ({
        ...values,
        ...(await noteKept(ctx, message, values)),
      });
      // A question that is tapped does not keep a line from being one of its own.
      if (answer && !(field?.tapped && 'error' in answer)) {
        if (!('set' in answer)) return reply(ctx, dialog, answer);
        return reply(ctx, { ...dialog, values: await withNote(dialog.values) }, answer);
      }
      // What was spoken is taken as what is typed; the note itself is a file beside it.
      const isText = ctx.heard !== undefined && (form.written !== undefined || !form.keepsNotes);
      const attached = isText ? undefined : await form.attach?.(ctx, message, dialog.values);
      if (!attached) {
        const taken = await form.written?.(ctx, message, dialog.values, dialog);
        if (taken === 'done') return;
        if (taken) {
          const values = await withNote({ ...dialog.values, ...taken.values });
          return draw(ctx, { ...dialog, values }, taken.word);
        }
        if (answer) return reply(ctx, dialog, answer);
        const { common, form: words } = ctx.t;
        const hint = field?.take ? common.notUnderstood : common.buttonWanted;
        return draw(ctx, dialog, `⚠️ ${dialog.field === undefined ? words.draftOpen : hint}`);
      }
      const values = { ...dialog.values, ...attached };
      // A caption may have answered the question; otherwise it is still open.
      if (
        dialog.field !== undefined &&
        values[dialog.field] !== undefined &&
        dialog.values[dialog.field] === undefined
      ) {
        return reply(ctx, dialog, { set: attached });
      }
      return draw(ctx, { ...dialog, values }, `📎 ${ctx.t.form.attached}`);
    },
  };
}

const HEARD_LIMIT = 300;

/** A question that follows spoken words shows what was heard: they stand nowhere else. */
function withHeard({ heard }: Ctx, { field }: Dialog, word: string | undefined): string | undefined {
  if (!heard || !('text' in heard) || field === undefined) return word;
  return [`🎤 «${cut(heard.text, HEARD_LIMIT)}»`, ...(word === undefined ? [] : [word])].join('\n');
}

interface Returned {
  into: string;
  outcome: unknown;
}
