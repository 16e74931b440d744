import { reasonOf } from '../domain/reason.ts';
import { buttonsOf } from './lines/buttons.ts';
import { NOW, readCorpus, WRITERS } from './lines/corpus.ts';
import { judgeCase } from './lines/judge.ts';
import { openReader } from './lines/run.ts';
import { minute, shown, withOrder } from './lines/shown.ts';
import { type CaseResult, tableOf, totalOf } from './lines/table.ts';

/*
 * `npm run lines -- [--json] FILE...`: reads files of labelled lines with the reader of the bot, over a database of its own, and tells
 * of each line what is wrong, and of all how many came out right, by language and style.
 */

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const files = args.filter((arg) => !arg.startsWith('--'));
  if (files.length === 0) throw new Error('Usage: npm run lines -- [--json] FILE...');
  const lines = files.flatMap(readCorpus);
  const reader = await openReader();
  const results = [];
  try {
    for (const line of lines) {
      const { zone, language } = WRITERS[line.lang];
      const reading = await reader.read(line.line, line.lang);
      const ordered = reading.kind === 'change' ? await reader.carryOut(line, reading) : undefined;
      const printed = withOrder(shown(reading, zone), ordered, zone);
      const { verdict, wrong, lost } = judgeCase(line, printed, minute(NOW, zone));
      const buttons = buttonsOf(reading, { at: NOW, zone, language });
      results.push({ ...line, reading: printed, buttons, verdict, wrong, lost });
    }
  } finally {
    await reader.close();
  }
  if (args.includes('--json')) return printJson(results);
  for (const { id, line, verdict, wrong, lost } of results) {
    console.log(`${id} ${verdict}${verdict === 'right' || verdict === 'asked' ? '' : `: ${line}`}`);
    for (const words of wrong) console.log(`    ${words}`);
    for (const words of lost) console.log(`    lost: ${words}`);
  }
  console.log(`\n${tableOf(results)}`);
}

interface Line extends CaseResult {
  reading: unknown;
  buttons: string[];
  wrong: string[];
  lost: string[];
}

function printJson(results: readonly Line[]): void {
  const lines = results.map(({ id, reading, buttons, verdict, wrong, lost }) => ({
    id,
    reading,
    buttons,
    verdict,
    wrong,
    lost,
  }));
  console.log(JSON.stringify({ lines, total: totalOf(results) }));
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
