import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isThorough } from '../thorough.ts';

/*
 * Whether a function's cost grows with the length of what it is given, and no faster. Growth is compared, never time: what a
 * long text costs beside shorter ones that make up its length, in the process's own CPU time, the least of several runs.
 */

/** In UTF-16 units. */
const [MIDDLE, LONG] = [100_000, 1_000_000];
/**
 * Beside ten texts of a tenth of its length: linear is 1, quadratic 10. So the garbage collector, whose work grows with all that
 * the process holds, has its share on both sides.
 */
const GROWTH = 5;
const TENTHS = 10;
/** Twice the length: linear is 2, quadratic 4. */
const DOUBLED = 3;
/** What costs less is no danger, however it grows; in milliseconds of CPU. */
const HARMLESS = 150;
/** One measurement of a short text is noise. */
const LEAST = 0.05;

const repeated =
  (piece: string) =>
  (length: number): string =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const between =
  (piece: string) =>
  (length: number): string =>
    `x${repeated(piece)(length - 2)}x`;

/** Texts that make careless patterns try every beginning with every end. */
export const HOSTILE: Record<string, (length: number) => string> = {
  dots: repeated('.'),
  'dots with spaces': repeated('. '),
  spaces: between(' '),
  'empty lines': between('\n'),
  'plus signs': repeated('+'),
  quotes: repeated('"'),
  'escaped quotes': repeated('\\"'),
  'opening brackets': repeated('(['),
  'angle brackets': repeated('<'),
  tags: repeated('<b>'),
  ampersands: repeated('&'),
  'combining marks': (length) => `e${'\u0301'.repeat(length - 1)}`,
  accents: repeated('e\u0301'),
  emoji: repeated('👨‍👩‍👧'),
  flags: repeated('🇷'),
  'a long word': repeated('ж'),
  'a long Latin word': repeated('a'),
  digits: repeated('7'),
  dashes: repeated('-'),
  'at signs': repeated('a@'),
  'a long domain': (length) => `a@${repeated('b.')(length - 2)}`,
  separators: repeated(',;'),
  words: repeated('в пятницу '),
  answers: repeated('Re: '),
  figures: repeated('+7 912 '),
};

/** Milliseconds of CPU that so many calls take, the least of so many runs. */
function cost(call: (text: string) => unknown, text: string, runs: number, calls = 1): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    for (let made = 0; made < calls; made++) call(text);
    // Not the system's part: that is memory given and taken back, in pieces that are the machine's affair.
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  return Math.max(least, LEAST);
}

/** How a function grows faster than a text of this kind; undefined where it does not. */
export function overgrowth(call: (text: string) => unknown, kind: string): string | undefined {
  const make = HOSTILE[kind];
  if (!make) throw new Error(`no such text: ${kind}`);
  for (const length of isThorough ? [MIDDLE, LONG] : [MIDDLE]) {
    const text = make(length);
    if (cost(call, text, 1) <= HARMLESS) continue;
    // Only now are the shorter ones of interest: most functions are done with all texts before they would have been measured.
    const tenths = cost(call, make(length / TENTHS), 3, TENTHS);
    const again = cost(call, text, 3);
    if (again <= Math.max(HARMLESS, tenths * GROWTH)) continue;
    // Another way that long texts are taken is a step, and no growth: it goes on where the text is twice as long.
    if (cost(call, make(2 * length), 2) > again * DOUBLED)
      return `${kind}: ${TENTHS} of ${length / TENTHS} take ${tenths.toFixed(0)} ms, one of ${length} takes ${again.toFixed(0)} ms`;
  }
  return undefined;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** An exported function whose first argument is a text, or a list of them. */
export interface Taker {
  /** `path:name`. */
  id: string;
  /** What its other arguments are declared as, where more than texts and numbers are needed. */
  others: string | undefined;
  call(text: string): unknown;
}

const EXPORTED =
  /^export (?:function\*? (\w+)(?:<[^(]*>)?\(|const (\w+)(?:: [^=]+)? = (?:<[^(]*>)?\()\s*(\.\.\.)?\w+\??: (?:readonly )?string(\[\]| \| undefined)?(?:,\s*([^)]*))?\)/gm;

/** All exported functions of a folder's modules that take a text first. */
export async function takersOfText(folder: string): Promise<Taker[]> {
  const takers: Taker[] = [];
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const file = path.join(root, folder, name);
    const found = [...readFileSync(file, 'utf8').matchAll(EXPORTED)];
    if (found.length === 0) continue;
    const module: Record<string, unknown> = await import(pathToFileURL(file).href);
    for (const [, declared, constant, spread, kind, rest = ''] of found) {
      const key = declared ?? constant ?? '';
      const call = module[key];
      const needed = rest.split(/,(?![^{<(]*[}>)])/).filter((one) => one.trim() !== '' && !/^\s*\w+\?:|=/.test(one));
      if (!isFunction(call)) continue;
      const plain = needed.map((one) => /^\s*\w+: (string|number)\s*$/.exec(one)?.[1]);
      takers.push({
        id: `${folder}/${name}:${key}`,
        others: plain.includes(undefined) ? needed.join(',') : undefined,
        call: (text) =>
          call(
            kind === '[]' && !spread ? [text, text] : text,
            ...plain.map((type) => (type === 'number' ? 0 : `${text}b`)),
          ),
      });
    }
  }
  return takers;
}

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';
