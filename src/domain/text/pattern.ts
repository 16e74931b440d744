/*
 * Patterns of many words, made at load. An engine translates one at its first use, and `\p{L}` with case ignored is most of that work:
 * letters are written as the few ranges that people here write in. What is left of the work is done in slices after the start.
 */

const LETTERS = 'A-Za-z\\u00c0-\\u024f\\u0370-\\u058f\\u05d0-\\u1fff\\u3040-\\ud7ff';
const DIGITS = '0-9';

const made: RegExp[] = [];

/** A RegExp of the source, in which `\p{L}` are letters of Europe and Asia, and `\p{N}` the digits 0 to 9. */
export function regExp(source: string, flags: string): RegExp {
  const cheap = new RegExp(inRanges(source), flags);
  made.push(cheap);
  return cheap;
}

/** Inside of a class `\p{L}` stands for its ranges, outside of one for a class of them. */
function inRanges(source: string): string {
  let [result, inside] = ['', false];
  for (let index = 0; index < source.length; index++) {
    const letter = source.charAt(index);
    const named = source.startsWith('\\p{L}', index)
      ? LETTERS
      : source.startsWith('\\p{N}', index)
        ? DIGITS
        : undefined;
    if (named !== undefined) {
      result += inside ? named : `[${named}]`;
      index += 4;
    } else if (letter === '\\') {
      result += source.slice(index, index + 2);
      index++;
    } else {
      if (letter === '[') inside = true;
      if (letter === ']') inside = false;
      result += letter;
    }
  }
  return result;
}

/** In both of an engine's ways to keep a text, and twice: it translates a pattern better once it comes again. */
const SAMPLES = ['звонок завтра в 15', 'call at 3pm tomorrow'];
/** Patterns in a slice: a few milliseconds. */
const SLICE = 4;

/** Uses every pattern made so far, a few at a time with `pause` between, so that the first line is read as fast as others. */
export async function warmPatterns(pause: () => Promise<unknown>): Promise<void> {
  for (const [index, one] of [...made].entries()) {
    for (const sample of [...SAMPLES, ...SAMPLES]) sample.replace(one, '');
    if (index % SLICE === SLICE - 1) await pause();
  }
}
