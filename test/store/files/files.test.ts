import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { copyId, FILE_LIMIT, FileGone } from '../../../src/store/files/files.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const at = new Date('2026-11-23T09:00:00Z');

describe('files', () => {
  it('keeps bytes, name and kind, and makes the name safe', async () => {
    const put = await store.files.put(Buffer.from('hello'), { name: '../Счёт.pdf', mime: 'application/pdf' });
    if (!put.ok) throw new Error(put.reason);
    expect(await store.files.get(put.value)).toEqual({
      id: put.value,
      name: 'Счёт.pdf',
      mime: 'application/pdf',
      size: 5,
    });
    expect(String(await store.files.bytes(put.value))).toBe('hello');
    await store.files.remove(put.value);
    expect(await store.files.get(put.value)).toBeUndefined();
  });

  it('takes a stream over many chunks, and the same id once', async () => {
    const part = Buffer.alloc(300_000, 7);
    const stream = () => Readable.from([part, part, part]);
    expect(await store.files.put(stream(), { id: 'one', name: 'a.bin' })).toEqual({ ok: true, value: 'one' });
    expect(await store.files.put(Buffer.from('other'), { id: 'one', name: 'b.bin' })).toEqual({
      ok: true,
      value: 'one',
    });
    expect((await store.files.bytes('one')).length).toBe(900_000);
  });

  it('refuses more than 20 MB, known beforehand or not, and keeps nothing of it', async () => {
    expect(await store.files.put(Buffer.alloc(FILE_LIMIT + 1), { id: 'big', name: 'x' })).toEqual({
      ok: false,
      reason: 'tooBig',
    });
    const parts = Array.from({ length: 21 }, () => Buffer.alloc(1024 * 1024));
    expect(await store.files.put(Readable.from(parts), { id: 'big', name: 'x' })).toEqual({
      ok: false,
      reason: 'tooBig',
    });
    const left = await store.connection.db?.collection('files.chunks').countDocuments({ files_id: 'big' as never });
    expect(left).toBe(0);
    expect(await store.files.get('big')).toBeUndefined();
  });

  it('keeps whole what two put under one id at once', async () => {
    const bytes = Buffer.alloc(2_000_000, 7);
    const put = () => store.files.put(Readable.from([bytes]), { id: 'both', name: 'x' });
    expect(await Promise.all([put(), put()])).toEqual(Array(2).fill({ ok: true, value: 'both' }));
    expect((await store.files.bytes('both')).equals(bytes)).toBe(true);
  });

  it('says of one that is not there, or not whole any more, that it is gone', async () => {
    await expect(store.files.bytes('never')).rejects.toThrow(FileGone);
    await store.files.put(Buffer.alloc(600_000), { id: 'torn', name: 'x' });
    await store.connection.db?.collection('files.chunks').deleteOne({ files_id: 'torn' as never, n: 2 });
    await expect(store.files.bytes('torn')).rejects.toThrow(FileGone);
  });

  it('goes on after a source that broke off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(600_000);
        throw new Error('broken off');
      })(),
    );
    await expect(store.files.put(broken, { id: 'again', name: 'x' })).rejects.toThrow('broken off');
    expect(await store.files.get('again')).toBeUndefined();
    await store.files.put(Buffer.from('whole'), { id: 'again', name: 'x' });
    expect(String(await store.files.bytes('again'))).toBe('whole');
  });

  it('writes anew what a crash left half-written', async () => {
    await store.connection.db?.collection('files.chunks').insertOne({ files_id: 'half', n: 0, data: 'x' });
    expect((await store.files.put(Buffer.from('whole'), { id: 'half', name: 'x' })).ok).toBe(true);
    expect(String(await store.files.bytes('half'))).toBe('whole');
  });
});

describe('copies', () => {
  it('wants each file once, and not those that are ours or too big', async () => {
    const file = { fileId: 'tg-1', kind: 'photo', name: 'p.jpg' } as const;
    await store.copies.want([file, { ...file, fileId: 'tg-2', size: FILE_LIMIT + 1 }], at);
    await store.copies.want([file, { kind: 'document', name: 'letter.pdf', stored: 'one' }], at);
    expect(await store.copies.claims.due(at, 10)).toEqual([copyId('tg-1')]);
    const claim = await store.copies.claims.claim(copyId('tg-1'), at);
    if (!claim) throw new Error('not claimed');
    expect(await store.copies.claims.complete(claim, { $unset: { due: true } })).toBe(true);
    await store.copies.want([file], at);
    expect(await store.copies.claims.due(at, 10)).toEqual([]);
  });
});
