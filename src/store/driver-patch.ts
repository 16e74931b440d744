import { createRequire } from 'node:module';

/** The part of the driver's own connection that is mended; it is not a public class. */
interface DriverConnection {
  closed: boolean;
  error: Error | null;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
  writeCommand(...parts: unknown[]): Promise<void>;
}

let mended = false;

/**
 * Has the driver (7.8 and 7.9) give up a command whose connection closes before it is written. It makes the command's
 * bytes, writes them, and where that is refused waits for 'drain', which a socket destroyed meanwhile never says: the
 * call neither succeeds nor fails, whatever its timeouts, and a caller that waits for it waits for ever. Met in outages.
 */
export function mendDriver(): void {
  if (mended) return;
  mended = true;
  const ours = createRequire(import.meta.url);
  // Mongoose's own copy of the driver, which may be another than the one beside it.
  const driver: { Connection: { prototype: DriverConnection } } = createRequire(ours.resolve('mongoose'))(
    'mongodb/lib/cmap/connection.js',
  );
  const { prototype } = driver.Connection;
  const { writeCommand } = prototype;
  prototype.writeCommand = async function (this: DriverConnection, ...parts: unknown[]): Promise<void> {
    let lost = (): void => {};
    const closed = new Promise<never>((_, reject) => {
      lost = () => reject(this.error ?? new Error('the connection was closed'));
    });
    this.once('close', lost);
    if (this.closed) lost();
    try {
      await Promise.race([writeCommand.apply(this, parts), closed]);
    } finally {
      this.off('close', lost);
    }
  };
}
