import mongoose, { type Connection } from 'mongoose';
import { createCalendar } from './calendar.ts';
import { createClientContacts } from './client-contacts.ts';
import { createContactDue } from './contact-due.ts';
import { createContacts } from './contacts.ts';
import { createCopies } from './copies.ts';
import { createDictionaries } from './dictionaries.ts';
import { createDictionaryEdits } from './dictionary-edits.ts';
import { createDocuments } from './documents.ts';
import { mendDriver } from './driver-mend.ts';
import { createExcludedSenders } from './excluded-senders.ts';
import { createFeeds } from './feeds.ts';
import { createFiles } from './files.ts';
import { createFilters } from './filters.ts';
import { createImports } from './imports.ts';
import { buildIndexes, type Target } from './indexes.ts';
import { createJobStore } from './jobs.ts';
import { createJournal } from './journal.ts';
import { createLeases } from './leases.ts';
import { createLetterPushes } from './letter-pushes.ts';
import { createLetters } from './letters.ts';
import { createMailboxes } from './mailboxes.ts';
import { createMentions } from './mentions.ts';
import { createMerges } from './merges.ts';
import { createNextSteps } from './next-steps.ts';
import { createOrganizations } from './organizations.ts';
import { createOutgoing } from './outgoing.ts';
import { createPersons } from './persons.ts';
import { createRemovals } from './removals.ts';
import { createReports } from './report.ts';
import { createReportNames } from './report-names.ts';
import { createSavedReports } from './saved-reports.ts';
import { checkSchema } from './schema-version.ts';
import { createSeal } from './seal.ts';
import { createSenders } from './senders.ts';
import { createSessions } from './sessions.ts';
import { createSettings } from './settings.ts';
import { createStaff } from './staff.ts';
import { databaseName } from './uri.ts';
import { createUsers } from './users.ts';

export interface StoreOptions {
  /** Connection string; the database's name is in it, or `sloop`. */
  uri: string;
  name?: string;
  /** How long a call waits for a reachable primary before it fails, in milliseconds. */
  patience?: number;
  /** 32 bytes that mailbox passwords are sealed under; without it none can be stored. */
  secretKey?: Buffer | undefined;
  /** Nobody else works on this database: leases left from before the start are void. */
  sole?: boolean;
  /** Told of migrations under way. */
  log?: (event: string, details: object) => void;
  /** Gives up a start that waits for another instance's migrations. */
  signal?: AbortSignal | undefined;
}

/**
 * Connects to MongoDB and returns the collections as plain objects of named functions.
 * Resolves once an older database is migrated and the indexes are there. Errors: the driver's own (`isAway` tells an unreachable server), and
 * `DatabaseRefusal` for a database that is not for this program.
 */
export async function openStore({ uri, name, patience = 3000, secretKey, sole, log, signal }: StoreOptions) {
  const dbName = name ?? databaseName(uri);
  mendDriver();
  const connection = mongoose.createConnection(uri, {
    dbName,
    serverSelectionTimeoutMS: patience,
    socketTimeoutMS: 30_000,
    bufferCommands: false,
    autoIndex: false,
    ignoreUndefined: true,
    // A server asks the majority unless its address says otherwise; the embedded engine's says `journal=true`, which
    // is what it takes there for an acknowledged write to outlive a kill -9.
    ...(!/[?&]w=/.test(uri) && { writeConcern: { w: 'majority' } }),
  });
  try {
    await connection.asPromise();
    if (sole) await createLeases(connection).clear();
    await checkSchema(connection, { log, signal });
    return await open(connection, { uri, dbName, patience }, secretKey);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function open(connection: Connection, target: Target, secretKey: Buffer | undefined) {
  const copies = createCopies(connection);
  const leases = createLeases(connection);
  const sessions = createSessions(connection);
  const organizations = createOrganizations(connection);
  const persons = createPersons(connection);
  const store = {
    clientContacts: createClientContacts(connection),
    calendar: createCalendar(connection),
    contacts: createContacts(connection, { copies }),
    copies,
    due: createContactDue(connection),
    dictionaries: createDictionaries(connection),
    dictionaryEdits: createDictionaryEdits(connection),
    imports: createImports(connection),
    documents: createDocuments(connection, { copies }),
    jobs: createJobStore(connection),
    filters: createFilters(connection),
    journal: createJournal(connection),
    feeds: createFeeds(connection),
    files: createFiles(connection),
    leases,
    merges: createMerges(connection),
    nextSteps: createNextSteps(connection),
    excludedSenders: createExcludedSenders(connection),
    letters: createLetters(connection),
    letterPushes: createLetterPushes(connection),
    mailboxes: createMailboxes(connection, secretKey && createSeal(secretKey)),
    organizations,
    /** Clients and persons that a line of free text may name. */
    mentions: createMentions({ organizations, persons }),
    outgoing: createOutgoing(connection),
    senders: createSenders(connection),
    persons,
    removals: createRemovals(connection),
    reports: createReports(connection),
    reportNames: createReportNames(connection),
    savedReports: createSavedReports(connection),
    sessions,
    settings: createSettings(connection),
    staff: createStaff(connection, { leases, sessions }),
    users: createUsers(connection),
  };
  await buildIndexes(target, connection.models);
  await Promise.all([store.files.createIndexes(), store.jobs.createIndexes(), store.savedReports.createIndexes()]);
  return {
    ...store,
    connection,
    /** Round trip to the primary; throws when it is away. */
    async ping(): Promise<void> {
      await connection.db?.admin().ping();
    },
    close: () => connection.close(),
  };
}

export type { ClaimedContact, DueContact } from './contact-due.ts';
export type { Changed, FieldChange, Operation } from './contacts.ts';
export type { EntryEdited } from './dictionary-edits.ts';
export { isTooSlow } from './errors.ts';
export type { StoredFile } from './files.ts';
export type { FilterOwner, FilterSlot, JournalLook } from './filters.ts';
export type { Job, Outcome, Progress } from './jobs.ts';
export { COUNTED, type JournalPage, type JournalQuery } from './journal.ts';
export type { ReportQuery } from './report.ts';
export type { ReportCard, SavedReport, ScheduleRow, ShownReport } from './saved-reports.ts';
export type { Dialog, Lease, Session } from './sessions.ts';
export { MANY, type StaffChanged } from './staff.ts';
export type { ClaimedUser, UserDue } from './users.ts';
export type { Taken, Waiting, Work } from './work.ts';

export type Store = Awaited<ReturnType<typeof openStore>>;
