/**
 * A program with an engine, for tests to kill: starts one over the data directory it is given, says so, and then inserts
 * documents one after another, saying the number of each that the server has acknowledged.
 */
import { MongoClient } from 'mongodb';
import { startEngine } from '../../dist/src/engine/index.js';

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const engine = await startEngine({ dataDir: process.argv[2], log: () => {} });
  say({ uri: engine.uri });
  if (process.argv[3] === 'insert') {
    const collection = new MongoClient(engine.uri).db('journal').collection('contacts');
    for (let n = 1; ; n += 1) {
      const acknowledged = await collection.insertOne({ _id: n }).catch(() => undefined);
      if (acknowledged !== undefined) say({ acknowledged: n });
    }
  }
} catch (error) {
  say({ error: error.message });
}
