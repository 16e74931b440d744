import { type Connection, Schema } from 'mongoose';
import type { Language, User } from '../domain/user.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

type Row = Stored<User>;

const schema = new Schema<Row>(
  {
    _id: { type: Number, required: true },
    name: { type: String, required: true },
    username: String,
    role: { type: String, required: true },
    ownOnly: { type: Boolean, default: false },
    access: { type: String, required: true },
    language: { type: String, required: true },
    zone: { type: String, required: true },
    zoneChosen: { type: Boolean, default: false },
    workingDays: { type: [Number], default: [1, 2, 3, 4, 5] },
    reachable: { type: Boolean, default: true },
  },
  { versionKey: false, timestamps: true },
);
schema.index({ access: 1, role: 1 });

/** The people who use the bot, or asked to. */
export function createUsers(connection: Connection) {
  const model = connection.model<Row>('User', schema, 'users');

  const change = async (id: number, set: Partial<Row>): Promise<User | undefined> =>
    toPlain<User>(await model.findByIdAndUpdate(id, { $set: set }, { returnDocument: 'after' }).lean<Row>());

  const insertOnce = (user: User, returned: 'before' | 'after') => {
    const { _id, ...rest } = toStored<User>(user);
    return model
      .findByIdAndUpdate(
        _id,
        { $setOnInsert: rest },
        { upsert: true, returnDocument: returned, setDefaultsOnInsert: false },
      )
      .lean<Row>();
  };

  return {
    get: async (id: number): Promise<User | undefined> => toPlain<User>(await model.findById(id).lean<Row>()),

    /** Adds somebody once; who is known already stays as he is. */
    admit: async (user: User): Promise<User> => toPlain<User>(await insertOnce(user, 'after')) ?? user,

    /** Notes that somebody asks for access. True for the first time only, so that the administrators are rung once. */
    ask: async (user: User): Promise<boolean> => (await insertOnce({ ...user, access: 'asked' }, 'before')) === null,

    /** Answers a request for access; undefined when it was answered already or never made. */
    decide: async (id: number, access: 'active' | 'declined'): Promise<User | undefined> =>
      toPlain<User>(
        await model
          .findOneAndUpdate(
            { _id: id, access: { $in: access === 'active' ? ['asked', 'declined'] : ['asked'] } },
            { $set: { access } },
            { returnDocument: 'after' },
          )
          .lean<Row>(),
      ),

    makeAdministrator: (id: number) => change(id, { role: 'administrator', access: 'active' }),
    setZone: (id: number, zone: string) => change(id, { zone, zoneChosen: true }),
    setLanguage: (id: number, language: Language) => change(id, { language }),
    setReachable: (id: number, reachable: boolean) => change(id, { reachable }),

    administrators: async (): Promise<User[]> =>
      (await model.find({ access: 'active', role: 'administrator' }).lean<Row[]>()).map((row) => toPlain<User>(row)),

    /** Everybody who works here, by name. */
    active: async (): Promise<User[]> =>
      (await model.find({ access: 'active' }).sort({ name: 1 }).lean<Row[]>()).map((row) => toPlain<User>(row)),

    named: async (ids: readonly number[]): Promise<Map<number, string>> =>
      new Map((await model.find({ _id: { $in: ids } }, { name: 1 }).lean<Row[]>()).map((row) => [row._id, row.name])),
  };
}

export type Users = ReturnType<typeof createUsers>;
