import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { reasonOf } from '../domain/reason.ts';
import { languages } from '../domain/user.ts';
import { chooseRecogniser } from '../speech/index.ts';
import { catalog, type OfferedModel } from '../speech/models/catalog.ts';
import { installModel } from '../speech/models/install.ts';
import { installedModels } from '../speech/models/installed.ts';

/*
 * `npm run speech`: what there is to hear voice notes with. `-- fetch ru en` fetches the recommended models, `-- try FILE`
 * hears a recording and prints the text and the time it took.
 */

const USAGE = `Usage:
  npm run speech                       what is there
  npm run speech -- fetch ru [en]      fetches the recommended model of a language
  npm run speech -- try FILE [--lang en]   hears a recording`;

const MEGABYTE = 1e6;

async function status({ speech }: Config): Promise<void> {
  const models = await installedModels(speech.dir);
  const chosen = await chooseRecogniser(speech, () => {});
  console.log(chosen ? `Voice notes are heard by ${chosen.name}.` : 'Voice notes are not heard: they stay files.');
  await chosen?.close();
  console.log(
    `\nA server elsewhere (SPEECH_URL): ${speech.remote ? `${new URL(speech.remote.url).host}, ${speech.remote.model}` : 'none'}`,
  );
  console.log(`Names of the directory go along (SPEECH_HINTS): ${speech.hints ? 'yes' : 'no'}`);
  console.log(`\nOn this machine, models in ${path.resolve(speech.dir)}:`);
  for (const { name, languages: heard } of models) console.log(`  ${heard.join(', ')}: ${name}`);
  if (models.length === 0) console.log('  none');
  for (const name of ['sherpa-onnx-node', 'ogg-opus-decoder', 'mpg123-decoder']) {
    console.log(`  ${name}: ${await loads(name)}`);
  }
  const ffmpeg = spawnSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  console.log(`  ffmpeg (video notes, other audio): ${ffmpeg.status === 0 ? 'is there' : 'is missing'}`);
  console.log('\nRecommended:');
  for (const { language, model, licence, page, megabytes } of catalog) {
    console.log(`  ${language}: ${model.name}, ${megabytes} MB, ${licence}, ${page}`);
  }
  console.log(`\n${USAGE}`);
}

const loads = (name: string): Promise<string> =>
  import(name).then(
    () => 'loads',
    (error: unknown) => `does not load (${reasonOf(error).split('\n')[0]})`,
  );

async function fetchModels(wanted: readonly string[], { speech }: Config): Promise<void> {
  const offered = wanted.map((one) => catalog.find(({ id, language }) => id === one || language === one));
  const unknown = wanted.filter((_, index) => !offered[index]);
  if (wanted.length === 0 || unknown.length > 0)
    throw new Error(`There is no model for ${unknown.join(', ') || 'no language'}.\n${USAGE}`);
  for (const one of offered) if (one) await fetchModel(one, speech.dir);
}

async function fetchModel(offered: OfferedModel, dir: string): Promise<void> {
  console.log(`${offered.model.name} (${offered.licence}), about ${offered.megabytes} MB, from ${offered.base}`);
  const folder = await installModel(offered, dir, {
    report(file, state) {
      if ('sum' in state) {
        const noted = state.isFirst
          ? 'its publisher states no sum: this one is noted, and another refused later'
          : 'as before';
        console.log(`\r  ${file}: SHA-256 ${state.sum} (${noted})`);
      } else if (process.stdout.isTTY) {
        const total = state.total === undefined ? '' : ` of ${(state.total / MEGABYTE).toFixed(1)}`;
        process.stdout.write(`\r  ${file}: ${(state.done / MEGABYTE).toFixed(1)}${total} MB`);
      }
    },
  });
  console.log(`  is in ${folder}. Start the program again to use it.`);
}

async function tryFile(file: string | undefined, lang: string | undefined, config: Config): Promise<void> {
  const language = languages.find((one) => one === (lang ?? config.language));
  if (file === undefined || language === undefined) throw new Error(USAGE);
  const recogniser = await chooseRecogniser(config.speech, () => {});
  if (!recogniser) throw new Error('There is nothing to hear it with. See npm run speech.');
  try {
    const bytes = await readFile(file);
    const started = performance.now();
    const heard = await recogniser.hear(
      { bytes, name: path.basename(file) },
      { language, signal: new AbortController().signal },
    );
    console.log(`${recogniser.name}: ${((performance.now() - started) / 1000).toFixed(2)} s`);
    if (!heard.ok) return console.log(`Not heard: ${heard.reason}`);
    console.log(heard.value.text);
    if (heard.value.unsure.length > 0) console.log(`Not sure: ${heard.value.unsure.join(', ')}`);
  } finally {
    await recogniser.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { lang: { type: 'string' } } });
  const [order, ...rest] = positionals;
  const read = readConfig(process.env);
  if ('problems' in read) throw new Error(`The environment is not right:\n${read.problems.join('\n')}`);
  if (order === undefined) await status(read.config);
  else if (order === 'fetch') await fetchModels(rest, read.config);
  else if (order === 'try') await tryFile(rest[0], values.lang, read.config);
  else throw new Error(USAGE);
}

await main().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exitCode = 1;
});
