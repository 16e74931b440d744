import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/*
 * English without any download: Debian's espeak-ng speaks, opusenc makes voice notes of it, pocketsphinx hears them. Neither
 * is what people use: a synthetic voice, and a recogniser of 2015.
 */

const run = promisify(execFile);

/** Lines as managers say them: no digits, which would be spoken otherwise than they are written. */
export const sentences = [
  'call with green valley tomorrow at three about the contract',
  'met with green valley and they are happy with the price',
  'call with silver lake on friday at ten about the delivery',
  'silver lake called and asked for a discount',
  'meeting with red river next monday at two',
  'sent the offer to red river today',
  'call with green valley in an hour',
  'talked to silver lake and they will pay next week',
  'met with red river yesterday about the new order',
  'call silver lake tomorrow morning about the samples',
  'meeting with green valley on thursday at four about the price',
  'red river called about the invoice',
  'visited silver lake today and showed the catalogue',
  'call with red river on wednesday at noon',
  'green valley asked us to call back tomorrow at eleven',
  'meeting with silver lake next friday at nine about the contract',
  'called green valley and nobody answered',
  'red river wants the price list by wednesday',
  'call with silver lake tomorrow at five about the payment',
  'met with green valley today and agreed on the delivery',
] as const;

export const clients = ['Green Valley', 'Silver Lake', 'Red River'] as const;

const MODEL = '/usr/share/pocketsphinx/model/en-us';
/** What the packages bring, to see whether they are there. */
export const NEEDED = ['/usr/bin/espeak-ng', '/usr/bin/opusenc', '/usr/bin/ffmpeg', '/usr/bin/pocketsphinx_continuous'];

async function inFolder<T>(work: (file: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sloop-english-'));
  try {
    return await work((name) => path.join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A voice note in which a sentence is spoken. */
export const spoken = (sentence: string): Promise<Buffer> =>
  inFolder(async (file) => {
    await run('espeak-ng', ['-v', 'en-us', '-s', '130', '-w', file('a.wav'), sentence]);
    await run('opusenc', ['--quiet', '--bitrate', '32', file('a.wav'), file('a.ogg')]);
    return readFile(file('a.ogg'));
  });

/** How such lines are said, in rules: what a recogniser knows that is told what may come. */
const grammar = `#JSGF V1.0;
grammar lines;
public <line> = <deed> <client> [<when>] [<hour>] [<about>] [<news>]
  | sent the offer to <client> [<when>]
  | <client> (called | asked us to call back | wants the price list by <day>) [<when>] [<hour>] [<about>] [<news>];
<deed> = call with | call | called | meeting with | met with | talked to | visited;
<client> = green valley | silver lake | red river;
<when> = today | tomorrow | yesterday | in an hour | next week | [on | next] <day>;
<day> = monday | tuesday | wednesday | thursday | friday;
<hour> = morning | at (noon | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve);
<about> = about the (contract | delivery | price | new order | samples | invoice | payment);
<news> = and (they are happy with the price | asked for a discount | they will pay next week | showed the catalogue
  | nobody answered | agreed on the delivery);
`;

/**
 * What pocketsphinx hears in a voice note: `open`, any English, or `ours`, lines of the
 * kind alone. A synthetic voice
 * is strange to it: open, it hears next to nothing right.
 */
export const heardBySphinx = (note: Buffer, vocabulary: 'open' | 'ours'): Promise<string> =>
  inFolder(async (file) => {
    await writeFile(file('a.ogg'), note);
    await writeFile(file('lines.jsgf'), grammar);
    await run('ffmpeg', ['-v', 'error', '-i', file('a.ogg'), '-ac', '1', '-ar', '16000', file('a.wav')]);
    const words = vocabulary === 'ours' ? ['-jsgf', file('lines.jsgf')] : ['-lm', `${MODEL}/en-us.lm.bin`];
    const models = ['-hmm', `${MODEL}/en-us`, '-dict', `${MODEL}/cmudict-en-us.dict`, ...words];
    const { stdout } = await run('pocketsphinx_continuous', [
      '-infile',
      file('a.wav'),
      '-logfn',
      '/dev/null',
      ...models,
    ]);
    return stdout.trim().replace(/\s+/g, ' ');
  });

/** How many words have to be changed, put in or taken out to make one of the other. */
export function wordErrors(said: string, heard: string): number {
  const [from, to] = [said, heard].map((text) =>
    text
      .toLowerCase()
      .split(/[^a-z']+/)
      .filter(Boolean),
  );
  let before = Array.from({ length: (to?.length ?? 0) + 1 }, (_, n) => n);
  for (const [row, word] of (from ?? []).entries()) {
    const now = [row + 1];
    for (const [column, other] of (to ?? []).entries()) {
      const replaced = (before[column] ?? 0) + (word === other ? 0 : 1);
      now.push(Math.min(replaced, (before[column + 1] ?? 0) + 1, (now[column] ?? 0) + 1));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}
