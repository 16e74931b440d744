import { Readable } from 'node:stream';

/** Opens a file by the path that getFile told. Errors: `FileFault`, without the address, which holds the token. */
export type FetchFile = (path: string, signal?: AbortSignal) => Promise<Readable>;

/** The file server could not be reached, or has no such file. */
export class FileFault extends Error {
  constructor(readonly status: number | undefined) {
    super(status === undefined ? 'the file server cannot be reached' : `the file server answered ${status}`);
    this.name = 'FileFault';
  }
}

/** A download is given no longer, in milliseconds: one that hangs would hold up all that come after it. */
const DOWNLOAD_LIMIT = 120_000;

/** Files of the Bot API at its root: Telegram's own, a server of one's own, or the sandbox. */
export const createFetchFile =
  (apiRoot: string, token: string): FetchFile =>
  async (path, signal) => {
    const address = `${apiRoot}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`;
    const limit = AbortSignal.timeout(DOWNLOAD_LIMIT);
    const response = await fetch(address, { signal: signal ? AbortSignal.any([signal, limit]) : limit }).catch(
      () => undefined,
    );
    if (!response?.ok || !response.body) throw new FileFault(response?.status);
    return Readable.fromWeb(response.body);
  };
