import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Collection } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/engine/index.ts';
import { identify } from '../../src/engine/process.ts';
import { isThorough } from '../thorough.ts';
import {
  connect,
  dataDirectory,
  enginePid,
  killProgram,
  runProgram,
  start,
  storedNumbers,
  untilGone,
} from './fixtures.ts';

interface Row {
  _id: string;
  value?: number;
}

/** Every kind of write the store does, on a collection that holds `there` with the value 1. */
const writes: { name: string; run: (contacts: Collection<Row>) => Promise<unknown>; leaves: Row[] }[] = [
  {
    name: 'insertOne',
    run: (contacts) => contacts.insertOne({ _id: 'new' }),
    leaves: [{ _id: 'new' }, { _id: 'there', value: 1 }],
  },
  {
    name: 'insertMany',
    run: (contacts) => contacts.insertMany([{ _id: 'new' }]),
    leaves: [{ _id: 'new' }, { _id: 'there', value: 1 }],
  },
  {
    name: 'updateOne',
    run: (contacts) => contacts.updateOne({ _id: 'there' }, { $set: { value: 2 } }),
    leaves: [{ _id: 'there', value: 2 }],
  },
  {
    name: 'updateOne with a pipeline',
    run: (contacts) => contacts.updateOne({ _id: 'there' }, [{ $set: { value: { $add: ['$value', 1] } } }]),
    leaves: [{ _id: 'there', value: 2 }],
  },
  {
    name: 'findOneAndUpdate',
    run: (contacts) => contacts.findOneAndUpdate({ _id: 'there' }, { $set: { value: 2 } }),
    leaves: [{ _id: 'there', value: 2 }],
  },
  {
    name: 'bulkWrite',
    run: (contacts) =>
      contacts.bulkWrite([{ updateOne: { filter: { _id: 'there' }, update: { $inc: { value: 1 } } } }]),
    leaves: [{ _id: 'there', value: 2 }],
  },
  { name: 'deleteOne', run: (contacts) => contacts.deleteOne({ _id: 'there' }), leaves: [] },
];

describe('an engine', () => {
  it('keeps what was written from one start to the next, and leaves nothing running', async () => {
    const dataDir = dataDirectory();
    const first = await start(dataDir);
    await connect(first.uri).db('journal').collection('contacts').insertOne({ subject: 'contract' });
    const pid = enginePid(dataDir);
    await first.stop();
    expect(identify(pid)).toBeUndefined();

    const second = await start(dataDir);
    expect(await connect(second.uri).db('journal').collection('contacts').countDocuments()).toBe(1);
  });

  it('takes a relative path, with spaces, and makes the folder for its owner only', async () => {
    const dataDir = dataDirectory();
    await start(path.relative(process.cwd(), dataDir));
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('listens on a unix socket in a folder that only its owner can enter', async () => {
    const { uri } = await start(dataDirectory());
    const socket = decodeURIComponent(uri.replace('mongodb://', '').replace(/\/\?.*/, ''));
    expect(statSync(socket).isSocket()).toBe(true);
    expect(statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
  });

  it('pays no heed to Ctrl-C and SIGTERM, which are for the program to act upon', async () => {
    const dataDir = dataDirectory();
    const { uri } = await start(dataDir);
    const pid = enginePid(dataDir);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    await connect(uri).db('journal').command({ ping: 1 });
    expect(enginePid(dataDir)).toBe(pid);
    expect(identify(pid)).toBeDefined();
  });
});

describe('kill -9', () => {
  it('of the engine: it starts again, inserts go on, nothing acknowledged is lost', async () => {
    const dataDir = dataDirectory();
    const program = await runProgram(dataDir, 'insert');
    await program.inserts(300);
    process.kill(enginePid(dataDir), 'SIGKILL');
    await program.inserts(300);
    await killProgram(program);

    const { uri } = await start(dataDir);
    expect(await storedNumbers(uri)).toEqual(expect.arrayContaining(program.acknowledged));
  });

  it('of the engine, right after an acknowledgement: no write of any kind is lost', { timeout: 180_000 }, async () => {
    const dataDir = dataDirectory();
    // Twice where there is time: a write concern that is not heeded loses about every tenth of these.
    for (const write of isThorough ? [...writes, ...writes] : writes) {
      const { uri, stop } = await start(dataDir);
      const contacts = connect(uri).db('journal').collection<Row>('contacts');
      await contacts.replaceOne({ _id: 'there' }, { value: 1 }, { upsert: true });
      await contacts.deleteOne({ _id: 'new' });
      await write.run(contacts);
      process.kill(enginePid(dataDir), 'SIGKILL');
      await stop();

      const again = await start(dataDir);
      const rows = await connect(again.uri).db('journal').collection('contacts').find().sort({ _id: 1 }).toArray();
      expect(rows, write.name).toEqual(write.leaves);
      await again.stop();
    }
  });

  it('of the engine: a client in use connects anew by itself', async () => {
    const dataDir = dataDirectory();
    const events: string[] = [];
    const { uri } = await start(dataDir, events);
    const contacts = connect(uri).db('journal').collection('contacts');
    await contacts.insertOne({ subject: 'before' });
    for (let times = 0; times < 3; times += 1) {
      const pid = enginePid(dataDir);
      process.kill(pid, 'SIGKILL');
      await untilGone(pid);
      await expect
        .poll(() =>
          contacts.insertOne({ subject: 'after' }).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
    }
    expect(await contacts.countDocuments()).toBe(4);
    expect(events.filter((event) => event === 'engine.restarted')).toHaveLength(3);
  });

  it('of the program: the engine ends, nothing acknowledged is lost, the next start works at once', async () => {
    const dataDir = dataDirectory();
    const program = await runProgram(dataDir, 'insert');
    await program.inserts(300);
    const orphan = enginePid(dataDir);
    await killProgram(program);

    const { uri } = await start(dataDir);
    expect(await storedNumbers(uri)).toEqual(expect.arrayContaining(program.acknowledged));
    expect(identify(orphan)).toBeUndefined();
  });

  it('of the program, with no next start: the engine ends all the same', async () => {
    const dataDir = dataDirectory();
    const program = await runProgram(dataDir, 'insert');
    await program.inserts(10);
    const orphan = enginePid(dataDir);
    await killProgram(program);
    await untilGone(orphan);
  });

  it('of the program, with an engine that cannot take notice: the next start ends it', async () => {
    const dataDir = dataDirectory();
    const program = await runProgram(dataDir);
    const orphan = enginePid(dataDir);
    process.kill(orphan, 'SIGSTOP');
    await killProgram(program);

    const { uri } = await start(dataDir);
    await connect(uri).db('journal').command({ ping: 1 });
    expect(identify(orphan)).toBeUndefined();
  });
});

describe('a refusal', () => {
  it('names the live program that uses the directory, and does it no harm', async () => {
    const dataDir = dataDirectory();
    const holder = await runProgram(dataDir, 'insert');
    const refused = start(dataDir);
    await expect(refused).rejects.toThrow(EngineError);
    await expect(refused).rejects.toThrow(`in use by process ${holder.process.pid}`);
    await holder.inserts(10);
  });

  it('is not given for a lock whose pid has gone to another process', async () => {
    const dataDir = dataDirectory();
    mkdirSync(dataDir);
    const reused = { pid: process.ppid, stamp: 'another boot' };
    writeFileSync(path.join(dataDir, 'engine.lock'), JSON.stringify({ program: reused, engine: reused }));
    await start(dataDir);
    expect(identify(process.ppid)).toBeDefined();
  });

  it.each(['mongod', 'some-other-engine'])('is given for data made by %s', async (engine) => {
    const dataDir = dataDirectory();
    await (await start(dataDir)).stop();
    const marker = path.join(dataDir, 'engine.json');
    expect(JSON.parse(readFileSync(marker, 'utf8'))).toMatchObject({ engine: 'embedded-mongodb' });
    writeFileSync(marker, JSON.stringify({ engine, made: new Date().toISOString() }));
    await expect(start(dataDir)).rejects.toThrow(`were made by the engine "${engine}"`);
  });

  it('is given for a damaged marker, which could hide any engine', async () => {
    const dataDir = dataDirectory();
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'engine.json'), '{"engine":');
    await expect(start(dataDir)).rejects.toThrow('is damaged');
  });

  it('is given for a directory that cannot be made', async () => {
    const file = dataDirectory();
    writeFileSync(file, '');
    await expect(start(path.join(file, 'inside'))).rejects.toThrow(/data directory .* cannot be used/);
  });
});
