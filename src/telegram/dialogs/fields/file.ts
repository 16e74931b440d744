import type { FileRef } from '../../../domain/contact/contact.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';
import { fileOf } from './analytics.ts';

interface FileOptions<V> extends Pick<Field<FileRef, V>, 'icon' | 'label' | 'place'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
}

/** One file, photo or voice note. */
export const file = <V>({ name, question, ...rest }: FileOptions<V>): Field<FileRef, V> => ({
  ...rest,
  takesFiles: () => true,
  show: (value) => value.name,
  prompt: (ctx) => ({ question: question(ctx), rows: [] }),
  take(ctx, message) {
    const sent = fileOf(message);
    return sent ? { set: named<V>(name, sent) } : { error: ctx.t.card.badValue.file };
  },
});
