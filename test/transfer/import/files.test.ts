import { describe, expect, it } from 'vitest';
import { createDryRun, type DryCard } from '../../../src/transfer/import/dry-run.ts';
import { plainHeading } from '../../../src/transfer/import/headings.ts';
import { fileFormatOf, readText } from '../../../src/transfer/import/read.ts';
import type { TablePlan } from '../../../src/transfer/import/table.ts';
import { addressBooks } from './files/address-books.ts';
import { cards } from './files/cards.ts';
import { colleagues } from './files/colleagues.ts';
import { crmExports } from './files/crm-exports.ts';
import type { FileCase } from './files/file-case.ts';
import { secondLook } from './files/second-look.ts';
import { shapes } from './files/shapes.ts';
import { thirdLook } from './files/third-look.ts';

/*
 * Files as programs write them: whom they become, and that no word of any cell is lost.
 */

/** What a program writes where nobody has said anything is no word of anybody's. */
const isSaid = (plan?: TablePlan) => (cell: string, index: number) =>
  !plan?.profile?.blanks?.get(plainHeading(plan.columns[index]?.heading ?? ''))?.has(cell.trim().toLowerCase());

function runOf({ bytes, country, language }: FileCase) {
  const format = fileFormatOf(bytes);
  if (!format.ok || format.value === 'xlsx') throw new Error('no text');
  const file = readText(bytes, format.value, { country, language });
  const run = createDryRun(file, language);
  const cells = new Map<number, readonly string[]>();
  for (const line of file.lines) {
    if (format.value === 'table' && 'record' in line)
      cells.set(line.record.line, line.cells.filter(isSaid(file.about.plan)));
    run.take(line);
  }
  return { ...run.done(), cells };
}

const cardLine = (card: DryCard, names: ReadonlyMap<string, string>): string =>
  [
    card.name,
    card.organization && `of ${names.get(card.organization)}`,
    card.position,
    card.phones.join(' '),
    card.emails.join(' '),
    card.taxNumber,
    card.addresses?.join(' '),
    card.site,
    card.telegram,
    card.tags?.map((tag) => `#${tag}`).join(' '),
  ]
    .filter(Boolean)
    .join(' | ');

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Words around a phone that say how its parts hang together, and national prefixes. */
const JOINTS = new Set([
  'доб',
  'инн',
  'вн',
  'и',
  'тел',
  '8',
  'ext',
  'x12',
  '01',
  '020',
  '089',
  '0171',
  '030',
  '0151',
  'value',
  // A number that a spreadsheet spoiled, with all of its digits.
  '9261112208e',
]);

/** Words of the file that are nowhere afterwards; a phone is written otherwise, but for its last digits. */
function lostOf(run: ReturnType<typeof runOf>): string[] {
  const kept = JSON.stringify([run.organizations, run.persons, run.doubtful]).toLowerCase();
  const digits = kept.replace(/\D/g, '');
  // A line in doubt waits as it is.
  const waiting = new Set(run.doubtful.flatMap(({ lines }) => lines));
  return [...run.cells]
    .flatMap(([line, cells]) => (waiting.has(line) ? [] : cells.flatMap(wordsOf)))
    .filter(
      (word) => !JOINTS.has(word) && !kept.includes(word) && !(/^\d+$/.test(word) && digits.includes(word.slice(-4))),
    );
}

const all = [...crmExports, ...addressBooks, ...cards, ...shapes, ...colleagues, ...secondLook, ...thirdLook];

describe('a file of clients', () => {
  it.each(all.map((one) => [one.name, one] as const))('becomes what it says: %s', (_, one) => {
    const run = runOf(one);
    const names = new Map(run.organizations.map(({ id, name }) => [id, name]));
    const line = (card: DryCard) => cardLine(card, names);
    expect(run.organizations.map(line)).toEqual(one.organizations);
    expect(run.persons.map(line)).toEqual(one.persons);
    expect(run.doubtful.map(({ name }) => name)).toEqual(one.doubtful ?? []);
    expect(run.refused.map(({ reason }) => reason)).toEqual(one.refused ?? []);
    expect(lostOf(run)).toEqual([]);
  });
});
