import { addGlances, type Glance } from '../domain/report/views.ts';

export { BARS_AT_MOST } from './chart-spec.ts';

/** The lines that have no bar of their own, as one. */
export function remainderOf(
  name: string,
  left: readonly { now: Glance; before?: Glance }[],
): { name: string; now: Glance; before?: Glance } {
  const before = left.flatMap((line) => (line.before ? [line.before] : []));
  return {
    name,
    now: addGlances(left.map(({ now }) => now)),
    ...(before.length > 0 && { before: addGlances(before) }),
  };
}
