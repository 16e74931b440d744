import { reasonOf } from '../../domain/reason.ts';
import type { CopyRow } from '../../store/files/file-copies.ts';
import type { Claim } from '../../store/work/claim.ts';
import type { Kit } from '../context.ts';
import { fetchTelegramFile } from './files.ts';

/** How often the copier looks for work, and how much it takes at once. */
const LOOK_EVERY = 3000;
const AT_ONCE = 10;
/** After so many tries, some hours, a file that is "temporarily unavailable" is taken for gone. */
const TRIES = 40;

/**
 * Makes our own copies of files in the background, one after another: no chat waits for it. Work is claimed, so that
 * several instances share it and a crash loses none.
 */
export function createFileCopier(kit: Pick<Kit, 'store' | 'call' | 'fetchFile' | 'now' | 'log'>) {
  const { claims } = kit.store.copies;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function copy(claim: Claim<CopyRow>): Promise<void> {
    const { _id: id, fileId, name, mime } = claim.row;
    const fetched = await fetchTelegramFile(kit, fileId, stopping.signal);
    const kept = fetched.ok ? await kit.store.files.put(fetched.value, { id, name, mime }) : fetched;
    const refused = kept.ok ? {} : { $set: { refused: kept.reason } };
    await claims.complete(claim, { ...refused, $unset: { due: true } });
  }

  async function work(): Promise<void> {
    for (const id of await claims.due(kit.now(), AT_ONCE)) {
      if (stopping.signal.aborted) return;
      const claim = await claims.claim(id, kit.now());
      if (!claim) continue;
      try {
        await copy(claim);
      } catch (error) {
        if ((claim.row.attempts ?? 0) >= TRIES) {
          await claims.complete(claim, { $set: { refused: 'gone' }, $unset: { due: true } });
          continue;
        }
        kit.log('warn', 'file.uncopied', { id, reason: reasonOf(error) });
        await claims.fail(claim, kit.now());
      }
    }
  }

  function look(): void {
    running = work()
      .catch((error: unknown) => kit.log('warn', 'files.unreachable', { reason: String(error) }))
      .finally(() => {
        if (stopping.signal.aborted) return;
        timer = setTimeout(look, LOOK_EVERY);
        timer.unref();
      });
  }

  return {
    start: look,
    /** Takes no more work and waits for what runs. */
    async stop(): Promise<void> {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
