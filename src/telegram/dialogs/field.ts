import type { Message } from '@grammyjs/types';
import type { Html } from '../../domain/text/html.ts';
import type { Texts } from '../../i18n/index.ts';
import type { Ctx } from '../context.ts';
import type { DialogCall } from './dialog-ref.ts';

/** What a field sees while it is asked. */
export interface Asking<V> {
  values: Partial<V>;
  /** What the field keeps to itself between two answers. */
  scratch: Record<string, unknown>;
  /** Names of the fields that were answered or passed over by hand. */
  answered: readonly string[];
  /** Id of the draft the dialog is about. */
  draft: string;
}

/** A question and the answers that can be tapped. `arg` comes back to `tap`. */
export interface Prompt {
  question: string;
  /** A list that the answers are numbers of. */
  list?: Html;
  rows: { text: string; arg: string }[][];
}

/** What an answer leads to. */
export type Reply<V> =
  /** The field is answered, maybe others with it: go on, or save with that. */
  | { set: { [K in keyof V]?: V[K] | undefined }; save?: true }
  /** Ask again, with something kept. */
  | { stay: Record<string, unknown> }
  /** Say in one line what would be understood; nothing else changes. */
  | { error: string }
  /** Run another dialog first; its outcome becomes this field's answer. */
  | { call: DialogCall };

/** One typed field of a form. `T` is its value, `V` the values of all the form. */
export interface Field<T, V> {
  icon: string;
  label(t: Texts): string;
  /** Whether it is asked on the way to the draft's card while it is empty. */
  ask?(values: Partial<V>): boolean;
  /** Whether there is no Skip. */
  required?(values: Partial<V>): boolean;
  /** Whether the draft's card has a button for it: always, under More, or not at all. */
  place: 'main' | 'more' | 'hidden';
  /** Whether it makes sense with what is known; where it does not, the draft's card has no button for it. */
  fits?(values: Partial<V>): boolean;
  /** The value as plain text; it is escaped where it is drawn. */
  show(value: T, ctx: Ctx): string;
  prompt(ctx: Ctx, asking: Asking<V>): Prompt | Promise<Prompt>;
  tap?(ctx: Ctx, arg: string, asking: Asking<V>): Reply<V> | Promise<Reply<V>>;
  /** Takes a typed, spoken or shared answer. Undefined: this is nothing for the field. */
  take?(ctx: Ctx, message: Message, asking: Asking<V>): Reply<V> | undefined | Promise<Reply<V> | undefined>;
  /** Whether a file is an answer: a voice note is then taken as it is, not heard. */
  takesFiles?(values: Partial<V>): boolean;
  /** Whether it is answered by tapping; a text is taken only where it is one of the answers. */
  tapped?: true;
  /** The outcome of a dialog that the field called. */
  returned?(outcome: unknown, values: Partial<V>): { [K in keyof V]?: V[K] | undefined };
}

/** A value under the name that a form has for it: fields are made for forms that they do not know. */
export const named = <V>(name: keyof V & string, value: unknown) => ({ [name]: value }) as { [K in keyof V]?: V[K] };

/** A field for each value, but for those that are given when the dialog begins and never asked or shown. */
export type Fields<V, Given extends keyof V = never> = {
  [K in Exclude<keyof V & string, Given>]-?: Field<NonNullable<V[K]>, V>;
};
