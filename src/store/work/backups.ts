import type mongoose from 'mongoose';

/** The last backup that was made and read back. */
export interface LastBackup {
  at: Date;
  documents: number;
  /** Whether it is under a passphrase. */
  sealed: boolean;
}

interface Row extends LastBackup {
  _id: 'last';
}

/** What the database knows of its backups: when the last one was made. */
export function createBackups(db: mongoose.mongo.Db) {
  const rows = db.collection<Row>('backups');
  return {
    async note({ at, documents, sealed }: LastBackup): Promise<void> {
      await rows.updateOne({ _id: 'last' }, { $set: { at, documents, sealed } }, { upsert: true });
    },
    /** Undefined: none was ever made. */
    async last(): Promise<LastBackup | undefined> {
      const { at, documents, sealed } = (await rows.findOne({ _id: 'last' })) ?? {};
      return at && documents !== undefined ? { at, documents, sealed: sealed === true } : undefined;
    },
  };
}

export type Backups = ReturnType<typeof createBackups>;
