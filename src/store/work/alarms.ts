import type { Collection, Connection } from 'mongoose';
import type { Alarm } from '../../domain/alarm/alarm.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';

/** What is wrong with the running of the program, and whether administrators know. */
export function createAlarms(connection: Connection) {
  const rows: Collection<Stored<Alarm>> = connection.collection<Stored<Alarm>>('alarms');
  return {
    all: async (): Promise<Alarm[]> => (await rows.find().toArray()).map((row) => toPlain<Alarm>(row)),
    async put(alarm: Alarm): Promise<void> {
      const { _id, ...rest } = toStored(alarm);
      await rows.replaceOne({ _id }, rest, { upsert: true });
    },
    async remove(id: string): Promise<void> {
      await rows.deleteOne({ _id: id });
    },
  };
}

export type Alarms = ReturnType<typeof createAlarms>;
