import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { dayOrderOf } from '../../../src/domain/line/day-order.ts';
import { readLine } from '../../../src/domain/line/read-line.ts';
import type { KnownName } from '../../../src/domain/line/reading.ts';
import { type CorpusLine, DIRECTORY, NOW, readCorpus, WORKING_DAYS, WRITERS } from '../../../src/tools/lines/corpus.ts';
import { judgeCase } from '../../../src/tools/lines/judge.ts';
import { minute, shown } from '../../../src/tools/lines/shown.ts';
import { totalOf } from '../../../src/tools/lines/table.ts';

/** Lines that people say or type, with what they mean, in the format of `npm run lines`. */
const folder = fileURLToPath(new URL('../../fixtures/lines', import.meta.url));
const lines = readdirSync(folder).flatMap((file) => readCorpus(path.join(folder, file)));

const names: KnownName[] = DIRECTORY.flatMap(([client, ...persons]) => [
  { id: client, kind: 'organization' as const, name: client },
  ...persons.map((name) => ({ id: name, kind: 'person' as const, name, organization: client })),
]);

function judged(line: CorpusLine) {
  const writer = WRITERS[line.lang];
  const dayOrder = dayOrderOf(writer.language, writer.zone);
  const situation = { now: NOW, ...writer, ...(dayOrder && { dayOrder }), workingDays: WORKING_DAYS, names };
  const reading = shown(readLine(line.line, situation), writer.zone);
  return { ...line, reading, ...judgeCase(line, reading, minute(NOW, writer.zone)) };
}

describe('labelled lines', () => {
  test.each(lines.map((line) => [line.line, line] as const))('%s', (_, line) => {
    const { verdict, wrong, lost } = judged(line);
    expect({ verdict, wrong, lost }).toMatchObject({
      verdict: expect.stringMatching(/^(?:right|asked|oneTap|other)$/),
      lost: [],
    });
  });

  it('come out right, nine of ten with nothing but Save', () => {
    const { lines: all, right, asked } = totalOf(lines.map(judged));
    expect(all).toBeGreaterThanOrEqual(150);
    expect((right + asked) / all).toBeGreaterThan(0.9);
  });
});
