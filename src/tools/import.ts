import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { countryOf } from '../domain/client/country.ts';
import { showPhone } from '../domain/client/phone.ts';
import { type DryCard, type DryRun, dryRun } from '../transfer/import/dry-run.ts';

/*
 * `npm run import -- [--json] [--zone ZONE] [--lang ru|en] FILE`: what would become of a file of clients, by the very code
 * that imports it. Nothing is stored. The zone says whose national numbers are meant.
 */

const USAGE = 'Usage: npm run import -- [--json] [--zone Europe/Moscow] [--lang ru] FILE';

function cardLine(card: DryCard, names: ReadonlyMap<string, string>): string {
  const {
    name,
    lines,
    phones,
    emails,
    taxNumber,
    addresses = [],
    site,
    tags = [],
    position,
    organization,
    note,
  } = card;
  const parts = [
    name,
    organization && `of ${names.get(organization) ?? organization}`,
    position,
    ...phones.map(showPhone),
    ...emails,
    taxNumber && `tax ${taxNumber}`,
    ...addresses,
    site,
    ...tags.map((tag) => `#${tag}`),
    note && JSON.stringify(note),
  ];
  return `  ${lines.join(', ')}: ${parts.filter(Boolean).join(' | ')}`;
}

function told(run: DryRun): string {
  const names = new Map(run.organizations.map(({ id, name }) => [id, name]));
  const columns = run.columns.map(
    ({ heading, field, label }) => `${heading} -> ${field ?? 'left out'}${label ? ` (${label})` : ''}`,
  );
  return [
    [run.format, run.encoding, run.delimiter && JSON.stringify(run.delimiter), run.profile].filter(Boolean).join(', '),
    ...(columns.length > 0 ? [`Columns: ${columns.join('; ')}`] : []),
    ...(run.refusal ? [`Cannot be read: ${run.refusal}`] : []),
    `Organizations: ${run.organizations.length}`,
    ...run.organizations.map((card) => cardLine(card, names)),
    `Persons: ${run.persons.length}`,
    ...run.persons.map((card) => cardLine(card, names)),
    `Doubtful: ${run.doubtful.length}`,
    ...run.doubtful.map(({ lines, name, like }) => `  ${lines.join(', ')}: ${name} looks like ${like.name}`),
    `Kept as text: ${run.unread.length}`,
    ...run.unread.map(({ line, what, text }) => `  ${line}: ${what} ${JSON.stringify(text)}`),
    `Refused: ${run.refused.length}`,
    ...run.refused.map(
      ({ line, reason, cells }) => `  ${line}: ${reason} ${JSON.stringify(cells.join(' ').slice(0, 80))}`,
    ),
  ].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, zone: { type: 'string' }, lang: { type: 'string' } },
});
const [path] = positionals;
if (path === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  const language = values.lang === 'en' ? 'en' : 'ru';
  const run = await dryRun(await readFile(path), { country: countryOf(values.zone ?? 'Europe/Moscow'), language });
  console.log(values.json ? JSON.stringify(run, undefined, 2) : told(run));
}
