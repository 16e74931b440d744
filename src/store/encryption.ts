import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals small secrets (mailbox passwords) so that someone who reads the database alone cannot use them. */
export interface Seal {
  /** AES-256-GCM under the key, with a nonce of its own for each secret. */
  close(secret: string): string;
  /** Undefined where the key is another one, or the sealed text was changed. */
  open(sealed: string): string | undefined;
}

const VERSION = 'v1';
const NONCE = 12;
const TAG = 16;

/** @param key 32 bytes */
export function createSeal(key: Buffer): Seal {
  return {
    close(secret) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(sealed) {
      const [version, text] = sealed.split('.');
      const bytes = Buffer.from(text ?? '', 'base64url');
      if (version !== VERSION || bytes.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
