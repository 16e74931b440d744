import { type Analytic, type Change, isFieldName } from '../../src/domain/contact/contact.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import { type FieldNames, fieldLabel, fieldWords, namesOfValues } from '../shared/field-words.ts';

const VALUE_LIMIT = 160;

/** Looks up the names of everything that a stretch of a history points to, in one wave. */
export const namesOfChanges = (ctx: Ctx, changes: readonly Change[]): Promise<FieldNames> =>
  namesOfValues(
    ctx,
    changes.flatMap(({ field, from, to }) =>
      isFieldName(field) ? [from, to].map((value) => ({ name: field, value })) : [],
    ),
    changes.map(({ by }) => by),
  );

/** One change in words: `Start: tomorrow 15:00 → Fri 27 Nov 10:00`. */
export function changeWords(ctx: Ctx, names: FieldNames, change: Change): string {
  const { t } = ctx;
  const { field, from, to } = change;
  if (field === 'removed') return to === undefined ? t.card.broughtBackEntry : t.card.removedEntry;
  if (!isFieldName(field)) return t.card.change(field, textOf(t, from), textOf(t, to));
  const label = fieldLabel(t, field, from, to);
  if (field === 'analytics') {
    return `${label}: ${cut(difference(ctx, listOf<Analytic>(from), listOf<Analytic>(to)), 2 * VALUE_LIMIT)}`;
  }
  const shown = (value: unknown) => textOf(t, fieldWords(field, value, names, ctx).replace(/\s+/g, ' '));
  return t.card.change(label, shown(from), shown(to));
}

const textOf = (t: Texts, value: unknown): string => cut(String(value ?? ''), VALUE_LIMIT) || t.card.nothing;

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []);

/** Lists of characteristics differ by what was added, taken off and changed. */
function difference(ctx: Ctx, from: readonly Analytic[], to: readonly Analytic[]): string {
  const without = (list: readonly Analytic[], others: readonly Analytic[]) =>
    list
      .filter(({ id }) => !others.some((other) => other.id === id))
      .map((one) => cut(showAnalytic(one, ctx), VALUE_LIMIT));
  const [added, gone] = [without(to, from), without(from, to)];
  const changed = to.flatMap((one) => {
    const before = from.find(({ id }) => id === one.id);
    const [was, is] = [before, one].map((value) => value && cut(showAnalytic(value, ctx), VALUE_LIMIT));
    return was === undefined || was === is ? [] : [`${was} → ${is}`];
  });
  return [
    added.length > 0 && ctx.t.card.addedEntry(added.join(', ')),
    gone.length > 0 && ctx.t.card.gone(gone.join(', ')),
    ...changed,
  ]
    .filter(Boolean)
    .join('; ');
}
