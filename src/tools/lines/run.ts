import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayOrderOf } from '../../domain/line/day-order.ts';
import { readLine } from '../../domain/line/read-line.ts';
import type { Reading } from '../../domain/line/reading.ts';
import { EVERYBODY } from '../../domain/rights.ts';
import { startEngine } from '../../engine/index.ts';
import { openStore, type Store } from '../../store/index.ts';
import { type CorpusLanguage, type CorpusLine, DIRECTORY, NOW, WORKING_DAYS, WRITERS } from './corpus.ts';
import { carryOutOrder, type Ordered } from './orders.ts';

/** Reads lines as the bot does, for the writers of the corpus, over its directory. */
export interface LineReader {
  read(text: string, language: CorpusLanguage): Promise<Reading>;
  /** Carries an order out over open plans put there for it; undefined for what is none. */
  carryOut(line: CorpusLine, reading: Reading): Promise<Ordered | undefined>;
  close(): Promise<void>;
}

/** A reader over a database of its own in a temporary folder, which `close` takes away. */
export async function openReader(): Promise<LineReader> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sloop-lines-'));
  const engine = await startEngine({ dataDir, log: () => {} });
  const store = await openStore({ uri: engine.uri });
  await fillDirectory(store);
  return {
    async read(text, language) {
      const writer = WRITERS[language];
      const dayOrder = dayOrderOf(writer.language, writer.zone);
      return readLine(text, {
        now: NOW,
        ...writer,
        ...(dayOrder && { dayOrder }),
        workingDays: WORKING_DAYS,
        names: await store.mentions.in(EVERYBODY, text),
      });
    },
    carryOut: (line, reading) => carryOutOrder(store, line, reading),
    async close() {
      await store.close();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function fillDirectory({ organizations, persons }: Store): Promise<void> {
  for (const [index, [client, ...people]] of DIRECTORY.entries()) {
    const about = { phones: [], emails: [] };
    await organizations.create({ id: `client-${index}`, name: client, addresses: [], ...about }, NOW);
    for (const name of people)
      await persons.create({ id: `person-${name}`, name, organization: `client-${index}`, ...about }, NOW);
  }
}
