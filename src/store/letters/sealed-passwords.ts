import type { Collection, Connection } from 'mongoose';
import { type Mailbox, passwordScope } from '../../domain/letter/mailbox.ts';
import { createSeal, type Purpose, type Seal } from '../encryption.ts';

interface Row extends Partial<Pick<Mailbox, 'login' | 'imap' | 'smtp'>> {
  _id: string;
  sealed?: string;
}

const NOWHERE = { host: '', port: 0, security: 'none' as const };

/** What the password of a mailbox is sealed for: this mailbox, its account and its servers. */
export const purposeOf = ({ _id, login = '', imap = NOWHERE, smtp }: Row): Purpose => [
  'mailbox',
  _id,
  ...passwordScope({ login, imap, ...(smtp && { smtp }) }),
];

/** What sealing again did: passwords that were, that had been already, and that no key at hand opens. */
export interface Resealed {
  resealed: number;
  current: number;
  unreadable: number;
}

/** The passwords of all mailboxes together: whether the key opens them, and sealing them again. */
export function createSealedPasswords(connection: Connection, seal: Seal | undefined) {
  const rows: Collection<Row> = connection.collection<Row>('mailboxes');
  const all = () =>
    rows.find({ sealed: { $exists: true } }, { projection: { sealed: 1, login: 1, imap: 1, smtp: 1 } }).toArray();

  return {
    /** How many passwords are stored, and how many of them the key does not open. */
    async sealedPasswords(): Promise<{ stored: number; unreadable: number }> {
      const found = await all();
      const unreadable = found.filter((row) => seal?.open(row.sealed ?? '', purposeOf(row)) === undefined).length;
      return { stored: found.length, unreadable };
    },

    /**
     * Seals under the store's key what was sealed under another one, or by it before seals were bound to a mailbox. It may
     * be cut off anywhere and done again. Nothing happens without a key.
     *
     * @param formerKey 32 bytes
     */
    async reseal(formerKey?: Buffer): Promise<Resealed> {
      const told: Resealed = { resealed: 0, current: 0, unreadable: 0 };
      const former = formerKey && createSeal(formerKey);
      for (const row of seal ? await all() : []) {
        const { _id, sealed = '' } = row;
        const purpose = purposeOf(row);
        if (seal?.open(sealed, purpose) !== undefined) {
          told.current += 1;
          continue;
        }
        const password = former?.open(sealed, purpose) ?? former?.openUnbound(sealed) ?? seal?.openUnbound(sealed);
        const resealed = password === undefined ? undefined : seal?.close(password, purpose);
        told[resealed === undefined ? 'unreadable' : 'resealed'] += 1;
        // One that was changed at this moment has a newer password.
        if (resealed !== undefined) await rows.updateOne({ _id, sealed }, { $set: { sealed: resealed } });
      }
      return told;
    },
  };
}
