import type { Collection, Connection } from 'mongoose';
import type { User } from '../../domain/user.ts';
import { type Stored, toPlain } from '../ids.ts';
import { dueNow, HIDDEN } from './users.ts';

/** Those who are administrators by the environment, and for as long as it names them. */
export function createAdministrators(connection: Connection) {
  const rows: Collection<Stored<User>> = connection.collection<Stored<User>>('users');

  const change = async (filter: object, update: object): Promise<User | undefined> =>
    toPlain<User>(await rows.findOneAndUpdate(filter, update, { returnDocument: 'after', projection: HIDDEN }));

  return {
    /** Makes somebody who is known an administrator because the environment names them. */
    appoint: (id: number, before: User['role']): Promise<User | undefined> =>
      change(
        { _id: id },
        {
          $set: {
            role: 'administrator',
            roleFrom: 'environment',
            access: 'active',
            ...(before !== 'administrator' && { roleBefore: before }),
            ...dueNow(),
          },
        },
      ),

    /** Ends the role of somebody whom the environment does not name any more: they are what they were before. */
    async dismiss({ id, roleBefore = 'manager' }: User): Promise<User | undefined> {
      const update = { $set: { role: roleBefore }, $unset: { roleFrom: true, roleBefore: true } };
      return change({ _id: id, role: 'administrator', roleFrom: 'environment' }, update);
    },

    /** Those whose role came from the environment, but not from this one. */
    async left(named: ReadonlySet<number>): Promise<User[]> {
      const found = await rows
        .find({ role: 'administrator', roleFrom: 'environment', _id: { $nin: [...named] } }, { projection: HIDDEN })
        .toArray();
      return found.map((row) => toPlain<User>(row));
    },

    /** Administrators of a time when no one noted where a role came from. */
    async ofUnknownOrigin(): Promise<User[]> {
      const filter = { role: 'administrator' as const, access: 'active' as const, roleFrom: { $exists: false } };
      return (await rows.find(filter, { projection: HIDDEN }).toArray()).map((row) => toPlain<User>(row));
    },

    /** Notes where the role of such an administrator comes from. */
    async setOrigin(id: number, roleFrom: NonNullable<User['roleFrom']>): Promise<void> {
      await rows.updateOne({ _id: id, role: 'administrator', roleFrom: { $exists: false } }, { $set: { roleFrom } });
    },
  };
}

export type Administrators = ReturnType<typeof createAdministrators>;
