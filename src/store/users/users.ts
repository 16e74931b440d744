import { type Collection, type Connection, Schema } from 'mongoose';
import type { DigestDue } from '../../domain/reminder/digest-time.ts';
import type { ReminderSettings } from '../../domain/reminder/reminder-rules.ts';
import type { Language, User } from '../../domain/user.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { type Claim, createClaims } from '../work/claim.ts';

/** What is due of a user: a digest or an evening question, or work that a change of their settings left behind. */
export interface UserDue {
  at: Date;
  kind: DigestDue['kind'] | 'settings' | 'unreachable';
}

interface Row extends Stored<User> {
  due?: UserDue | null;
  lease?: { owner: string; until: Date } | null;
  attempts?: number;
}

/** What only the store knows of a user. */
export const HIDDEN = { due: 0, lease: 0, attempts: 0, createdAt: 0, updatedAt: 0, request: 0 } as const;

/** Due at once: the next instance that looks computes the reminders and the next digest again. Set by what these depend on. */
export const dueNow = (kind: UserDue['kind'] = 'settings') => ({
  due: { at: new Date(0), kind },
  lease: null,
  attempts: 0,
});

/** Long enough for a digest to be drawn and sent. */
const LEASE_MS = 60_000;

const mixed = Schema.Types.Mixed;
const schema = new Schema<Row>(
  {
    _id: { type: Number, required: true },
    name: { type: String, required: true },
    username: String,
    role: { type: String, required: true },
    roleFrom: String,
    roleBefore: String,
    ownOnly: { type: Boolean, default: false },
    access: { type: String, required: true },
    language: { type: String, required: true },
    zone: { type: String, required: true },
    zoneChosen: { type: Boolean, default: false },
    workingDays: { type: [Number], default: [1, 2, 3, 4, 5] },
    reachable: { type: Boolean, default: true },
    leads: { type: [Number], default: undefined },
    quiet: mixed,
    digestAt: mixed,
    eveningAt: mixed,
    signature: String,
    quotes: Boolean,
    answers: String,
    due: mixed,
    lease: mixed,
    attempts: Number,
  },
  { versionKey: false, timestamps: true },
);
schema.index({ access: 1, role: 1 });
schema.index({ 'due.at': 1 }, { partialFilterExpression: { 'due.at': { $exists: true } } });

interface DueUserRow extends Row {
  _id: number;
}

/** A user claimed for what is due of them. */
export interface ClaimedUser {
  claim: Claim<DueUserRow>;
  due: UserDue;
  user: User;
}

/** The people who use the bot, or asked to. */
export function createUsers(connection: Connection) {
  const model = connection.model<Row>('User', schema, 'users');
  const rows: Collection<Row> = connection.collection<Row>('users');

  const claims = createClaims(connection.collection<DueUserRow>('users'), { path: 'due.at', leaseMs: LEASE_MS });

  const change = async (id: number, set: Partial<Row>): Promise<User | undefined> =>
    toPlain<User>(
      await model.findByIdAndUpdate(id, { $set: set }, { returnDocument: 'after', projection: HIDDEN }).lean<Row>(),
    );

  return {
    /** Read with every update, and therefore through the driver itself. */
    get: async (id: number): Promise<User | undefined> =>
      toPlain<User>(await rows.findOne({ _id: id }, { projection: HIDDEN })),

    /** Adds somebody once; who is known already stays as they are. */
    async admit(user: User): Promise<User> {
      const { _id, ...rest } = toStored<User>(user);
      const row = await model
        .findByIdAndUpdate(
          _id,
          { $setOnInsert: { ...rest, ...(user.access === 'active' && dueNow()) } },
          { upsert: true, returnDocument: 'after', setDefaultsOnInsert: false, projection: HIDDEN },
        )
        .lean<Row>();
      return toPlain<User>(row) ?? user;
    },

    setZone: (id: number, zone: string) => change(id, { zone, zoneChosen: true, ...dueNow() }),
    setMail: (id: number, set: Pick<User, 'signature' | 'quotes' | 'answers'>) => change(id, set),
    setLanguage: (id: number, language: Language) => change(id, { language }),

    /** Changes when and how somebody is reminded; what is planned is computed again soon after. */
    setReminders: (id: number, set: ReminderSettings & Partial<Pick<User, 'workingDays'>>) =>
      change(id, { ...set, ...dueNow() }),

    /** The reminders and digests of everybody who works here are computed again soon after. */
    async recompute(): Promise<void> {
      await model.updateMany({ access: 'active' }, { $set: dueNow() });
    },

    /**
     * Notes that Telegram cannot deliver to somebody, or can again. Only the first of several notes counts: of one who
     * works here it makes the administrators be told, or the reminders they missed come.
     */
    async setReachable(id: number, reachable: boolean): Promise<void> {
      const note = dueNow(reachable ? 'settings' : 'unreachable');
      const { matchedCount } = await model.updateOne(
        { _id: id, access: 'active', reachable: reachable ? false : { $ne: false } },
        { $set: { reachable, ...note } },
      );
      if (matchedCount === 0) await model.updateOne({ _id: id }, { $set: { reachable } });
    },

    /** Claiming what is due of users. */
    claims,

    /** A claimed row as the user it is of, and what is due; undefined where nothing is. */
    claimed(claim: Claim<DueUserRow>): ClaimedUser | undefined {
      const { due, lease: _, attempts: __, ...row } = claim.row;
      return due ? { claim, due, user: toPlain<User>(row) } : undefined;
    },

    /** Stores what is due next of a claimed user. False: their settings have changed meanwhile, and that comes first. */
    completeDue: ({ claim }: ClaimedUser, next: UserDue | undefined): Promise<boolean> =>
      claims.complete(claim, next ? { $set: { due: next } } : { $unset: { due: true } }),

    /** When the first of the users came; undefined as long as there is none. */
    async begun(): Promise<Date | undefined> {
      const [first] = await model
        .find({}, { createdAt: 1 })
        .sort({ createdAt: 1 })
        .limit(1)
        .lean<{ createdAt?: Date }[]>();
      return first?.createdAt;
    },

    administrators: async (): Promise<User[]> =>
      (await model.find({ access: 'active', role: 'administrator' }, HIDDEN).lean<Row[]>()).map((row) =>
        toPlain<User>(row),
      ),

    /** Everybody who works here, by name. */
    active: async (): Promise<User[]> =>
      (await model.find({ access: 'active' }, HIDDEN).sort({ name: 1 }).lean<Row[]>()).map((row) => toPlain<User>(row)),

    named: async (ids: readonly number[]): Promise<Map<number, string>> =>
      new Map((await model.find({ _id: { $in: ids } }, { name: 1 }).lean<Row[]>()).map((row) => [row._id, row.name])),
  };
}

export type Users = ReturnType<typeof createUsers>;
