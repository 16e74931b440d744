import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * What a secret is sealed for, e.g. `['mailbox', id, login, host]`. It opens for nothing else: who can write to the
 * database can move a sealed text, but not make the program use it elsewhere.
 */
export type Purpose = readonly string[];

/** Seals small secrets (mailbox passwords) so that someone who reads the database alone cannot use them. */
export interface Seal {
  /** AES-256-GCM under the key, with a nonce of its own for each secret, bound to its purpose. */
  close(secret: string, purpose: Purpose): string;
  /** Undefined where the key or the purpose is another one, or the sealed text was changed. */
  open(sealed: string, purpose: Purpose): string | undefined;
  /** Opens what was sealed before seals were bound to a purpose. Only for sealing it again. */
  openUnbound(sealed: string): string | undefined;
}

const BOUND = 'v2';
const UNBOUND = 'v1';
const NONCE = 12;
const TAG = 16;

const additional = (purpose: Purpose): Buffer => Buffer.from(JSON.stringify(purpose));

/** @param key 32 bytes */
export function createSeal(key: Buffer): Seal {
  function open(sealed: string, wanted: string, aad: Buffer | undefined): string | undefined {
    const [version, text] = sealed.split('.');
    const bytes = Buffer.from(text ?? '', 'base64url');
    if (version !== wanted || bytes.length < NONCE + TAG) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    if (aad) decipher.setAAD(aad);
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  return {
    close(secret, purpose) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additional(purpose));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `${BOUND}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open: (sealed, purpose) => open(sealed, BOUND, additional(purpose)),
    openUnbound: (sealed) => open(sealed, UNBOUND, undefined),
  };
}
