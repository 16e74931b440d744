import { reasonOf } from '../domain/reason.ts';
import { WRITERS } from './lines/corpus.ts';
import { openReader } from './lines/run.ts';
import { shown } from './lines/shown.ts';

/*
 * `npm run line -- "звонок Ромашка завтра"`: one reading, with the reason for each field. The clock, the directory and the writer are
 * those of the labelled lines: Moscow for a line with Cyrillic letters, else London, or New York with --us.
 */

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const text = args.filter((arg) => arg !== '--us').join(' ');
  if (text === '') throw new Error('Usage: npm run line -- "call Acme tomorrow"');
  const language = args.includes('--us') ? 'en-US' : /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
  const reader = await openReader();
  try {
    const reading = await reader.read(text, language);
    const { kind, certainty, fields, text: content, next } = shown(reading, WRITERS[language].zone);
    console.log(`kind       ${kind} (${certainty})`);
    for (const [name, { value, certainty: sure, alternatives, why }] of Object.entries(fields)) {
      const others = alternatives.length > 0 ? `  or ${alternatives.map(String).join(', ')}` : '';
      console.log(
        `${name.padEnd(10)} ${value === null ? '?' : [value].flat().join(' + ')} (${sure})${others}  <- ${why}`,
      );
    }
    console.log(`text       ${content}`);
    if (next) console.log(`next       ${next.start ?? '?'} (${next.certainty}) ${next.about}`);
    if (reading.question) console.log('question  ', JSON.stringify(reading.question));
  } finally {
    await reader.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
