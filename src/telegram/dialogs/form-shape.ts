import type { Message } from '@grammyjs/types';
import type { Html } from '../../domain/text/html.ts';
import type { Texts } from '../../i18n/index.ts';
import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import type { Card } from '../messages/card.ts';
import type { Fields, Reply } from './field.ts';

/** What saving leads to: the dialog is over, or something is still wrong with one field. */
export type Saved =
  | { card: Card | (() => Promise<Card>); outcome?: unknown }
  | { error: string; field?: string }
  /** The dialog is over, and something else goes on from here. */
  | { next(): Promise<void> };

/** A button of the draft's card besides Save and the fields. */
export interface Extra<V> {
  text(t: Texts): string;
  /** Whether it is there. */
  shown?(values: Partial<V>): boolean;
  run(ctx: Ctx, values: Partial<V>, dialog: Dialog): Promise<void>;
}

/** Answers that depend on the values. */
export interface Choices<V> {
  /** Rows of them, for the draft's card or for a field that is being asked. `arg` comes back to `take`. */
  rows(ctx: Ctx, values: Partial<V>, field: string | undefined): { text: string; arg: string }[][];
  /** What an answer leads to; undefined: it has done everything itself. */
  take(ctx: Ctx, arg: string, values: Partial<V>, dialog: Dialog): Reply<V> | undefined | Promise<Reply<V> | undefined>;
}

/** What a dialog asks and does. `Given`: the values that it is begun with and never asks for. */
export interface Form<V, Given extends keyof V = never> {
  title(t: Texts, values: Partial<V>): string;
  /** What tells one draft from another, beside the title. */
  topic?(values: Partial<V>): string | undefined;
  /** The line under the title that says at each step what the dialog is about. */
  about?(ctx: Ctx, values: Partial<V>): Promise<string | undefined>;
  /** In the order they are asked and shown. */
  fields: Fields<V, Given>;
  /** What is known at the beginning, besides what the dialog was opened with. */
  begin?(ctx: Ctx, values: Partial<V>, draft: string): Promise<Partial<V>> | Partial<V>;
  /** Saves as soon as nothing is left to ask, without showing the draft's card. */
  direct?: boolean;
  /** Asks nothing but the field that it is begun on, and shows nothing but that: the rest is known to its user. */
  terse?: boolean;
  /** What is shown when the dialog is left: where its user came from. Otherwise a line that nothing was saved. */
  left?(ctx: Ctx, values: Partial<V>): Promise<Card | undefined>;
  /** Makes what the values say. Repeated with the same draft, it must lead to the same. */
  save(ctx: Ctx, values: Partial<V>, dialog: Dialog): Promise<Saved>;
  /** Whether a message is for whatever takes it outside of dialogs: this one is left then. */
  yieldsTo?(ctx: Ctx, message: Message, values: Partial<V>): Promise<boolean>;
  /** Takes what the asked field could not: a photo, a voice note, a shared contact. Undefined: not understood. */
  attach?(ctx: Ctx, message: Message, values: Partial<V>): Partial<V> | undefined | Promise<Partial<V> | undefined>;
  /** Whether a voice note is kept as a file when its words are taken. */
  keepsNotes?: boolean;
  /**
   * Takes a text that answers no open question: values to go on with, and the word that says so. 'done': something else was opened
   * for it. Undefined: not understood.
   */
  written?(
    ctx: Ctx,
    message: Message,
    values: Partial<V>,
    dialog: Dialog,
  ): Promise<{ values: Partial<V>; word: string } | 'done' | undefined>;
  /** What the card tells below the fields. */
  below?(ctx: Ctx, values: Partial<V>): Html[];
  /** The fields among the values that are filled in with a guess: marked on the card. */
  unsure?(values: Partial<V>): readonly string[];
  /** The word on the button that saves, where it is another one. */
  saveText?(t: Texts, values: Partial<V>): string | undefined;
  /** Further answers to tap: on the draft's card, or beside the question of a field. */
  choices?: Choices<V>;
  /** By name: what else the draft's card offers. */
  extras?: Record<string, Extra<V>>;
}
