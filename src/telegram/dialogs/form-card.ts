import { b, cut, escapeHtml, type Html, join } from '../../domain/text/html.ts';
import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { pack } from '../messages/callback-data.ts';
import { type Button, type Card, grid } from '../messages/card.ts';
import type { Field, Prompt } from './field.ts';

type AnyField = Field<unknown, Record<string, unknown>>;

/** What a card of a form is drawn from. */
export interface Frame {
  ctx: Ctx;
  fields: Record<string, AnyField>;
  /** Those of them whose values are told. */
  told: Record<string, AnyField>;
  /** Whether an answer is saved at once: what is there already is then cleared, not passed over. */
  direct: boolean;
  dialog: Dialog;
  /** What the dialog is about, in a line. */
  about?: string | undefined;
  /** Lines that follow those of the fields. */
  below: Html[];
  /** A line below: what would be understood, or what was just taken. */
  word: string | undefined;
  /** Further rows at the end: drafts put aside, offered again. */
  extra: Button[][];
  /** The word on the button that saves, where it is another one. */
  save: string | undefined;
  /** Names of the fields that are filled in with a guess. */
  unsure: readonly string[];
  /** Further answers to tap. */
  choices: { text: string; arg: string }[][];
  /** What else the draft's card offers. */
  offers?: { name: string; text: string }[];
}

/** A value on the card: enough to recognise it, never so much that the card bursts. */
const VALUE_LIMIT = 300;
/** A value that is all the card tells: it can be copied from there, changed and sent again. */
const LONE_VALUE_LIMIT = 3000;

const button =
  ({ draft, turn }: Dialog) =>
  (text: string, action: string, arg?: string): Button => ({
    text,
    data: arg === undefined ? pack('f', draft, turn, action) : pack('f', draft, turn, action, arg),
  });

/** What a guess looks like. */
const UNSURE = '❔ ';

function lines({ ctx, told, dialog, unsure }: Frame): Html[] {
  const limit = Object.keys(told).length === 1 ? LONE_VALUE_LIMIT : VALUE_LIMIT;
  return Object.entries(told).flatMap(([name, field]) => {
    const value = dialog.values[name];
    if (value === undefined || field.place === 'hidden') return [];
    const shown = field.show(value, ctx);
    if (shown === '') return [];
    return [
      join([
        escapeHtml(`${unsure.includes(name) ? UNSURE : ''}${field.icon} ${field.label(ctx.t)}: `),
        escapeHtml(cut(shown, limit)),
      ]),
    ];
  });
}

function text(frame: Frame, ...below: Html[]): Html {
  const known = [...lines(frame), ...frame.below];
  const head = [b(frame.dialog.title), ...(frame.about === undefined ? [] : [escapeHtml(frame.about)])];
  const parts = [join(head, '\n'), ...(known.length > 0 ? [join(known, '\n')] : []), ...below];
  if (frame.word !== undefined) parts.push(escapeHtml(frame.word));
  return join(parts, '\n\n');
}

const choiceRows = ({ dialog, choices }: Frame): Button[][] => {
  const make = button(dialog);
  return choices.map((row) => row.map(({ text: label, arg }) => make(label, 'choose', arg)));
};

/** The card that asks one field: what is known so far, the question, the answers to tap, and the ways out. */
export function askingCard(frame: Frame, field: AnyField, prompt: Prompt): Card {
  const { ctx, dialog } = frame;
  const make = button(dialog);
  const { common } = ctx.t;
  const skip = field.required?.(dialog.values) ? [] : [make(common.skip, 'skip')];
  const given = (dialog.editing || frame.direct) && dialog.values[dialog.field ?? ''] !== undefined;
  return {
    html: text(frame, b(prompt.question), ...(prompt.list === undefined ? [] : [prompt.list])),
    rows: [
      ...choiceRows(frame),
      ...prompt.rows.map((row) => row.map(({ text: label, arg }) => make(label, 'tap', arg))),
      [
        make(`‹ ${common.back}`, 'back'),
        ...(given && skip.length ? [make(common.clear, 'skip')] : skip),
        make(`✖️ ${common.cancel}`, 'cancel'),
      ],
      ...frame.extra,
    ],
  };
}

/** The draft's card: everything on it, Save, and a button for each field. */
export function draftCard(frame: Frame): Card {
  const { ctx, fields, dialog } = frame;
  const make = button(dialog);
  const { common } = ctx.t;
  const all = dialog.expanded === true;
  const entries = Object.entries(fields);
  const hasMore = entries.some(([, { place }]) => place === 'more');
  const shown = entries.filter(
    ([, { place, fits }]) => (place === 'main' || (all && place === 'more')) && (fits?.(dialog.values) ?? true),
  );
  return {
    html: text(frame),
    rows: [
      [{ ...make(`✅ ${frame.save ?? common.save}`, 'save'), style: 'primary' }],
      ...choiceRows(frame),
      ...(frame.offers ?? []).map(({ name, text: label }) => [make(label, 'extra', name)]),
      ...grid(
        shown.map(([name, field]) => make(`${field.icon} ${field.label(ctx.t)}`, 'edit', name)),
        2,
      ),
      [
        ...(hasMore ? [make(all ? `▲ ${common.less}` : `▼ ${common.more}`, 'more', all ? '0' : '1')] : []),
        make(`✖️ ${common.cancel}`, 'cancel'),
      ],
      ...frame.extra,
    ],
  };
}
