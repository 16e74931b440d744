import { abc } from '../domain/report/abc.ts';
import { classable, type GroupField, groupRows } from '../domain/report/grouping.ts';
import { createLeafSums } from '../domain/report/leaves.ts';
import { type Known, named } from '../domain/report/naming.ts';
import type { SheetPlan, SheetPortion, SheetTable } from '../domain/report/sheet.ts';
import { axisOf, isTimeField } from '../domain/report/time-axis.ts';
import { classTable, groupTable } from './sheet-tables.ts';

/** Makes a planned table of the portions that come. */
export async function plannedTable(plan: SheetPlan, portions: AsyncIterable<SheetPortion>): Promise<SheetTable> {
  const { fields, words } = plan;
  const sums = createLeafSums(fields, plan.compared);
  const entries = new Map<GroupField, Known>();
  for await (const portion of portions) {
    if ('leaves' in portion) {
      for (const leaf of portion.leaves) sums.add(leaf);
      continue;
    }
    const known = entries.get(portion.field) ?? new Map();
    for (const [id, entry] of portion.entries) known.set(id, entry);
    entries.set(portion.field, known);
  }
  const { nameOf, counted } = named(fields, sums.counted(), entries, plan.names);
  const counts = groupRows({ fields, sort: plan.sort, counted, nameOf, ...axisOfPlan(plan, counted.levels[0] ?? []) });
  if (!plan.classes) return groupTable(counts, fields, words);
  const { cutoffs, by } = plan.classes;
  const classed = classable(counts.groups, by);
  return classTable(abc(classed, cutoffs), { field: fields[0], by, compared: plan.compared }, words);
}

function axisOfPlan({ fields: [first], axis }: SheetPlan, level: readonly { keys: (string | number | null)[] }[]) {
  if (!isTimeField(first)) return {};
  const { now, zone, ...range } = axis;
  const keys = level.map((group) => group.keys[0] ?? null);
  return { axis: axisOf(first, range, keys, { now, zone }) };
}
