import mongoose, { type Connection } from 'mongoose';
import { createCalendar } from './calendar/calendar.ts';
import { createFeeds } from './calendar/feeds.ts';
import { createClientContacts } from './clients/client-contacts.ts';
import { createMentions } from './clients/mentions.ts';
import { createMerges } from './clients/merges.ts';
import { createOrganizations } from './clients/organizations.ts';
import { createPersons } from './clients/persons.ts';
import { createContactDue } from './contacts/contact-due.ts';
import { createContactNews } from './contacts/contact-news.ts';
import { createContacts } from './contacts/contacts.ts';
import { createNextSteps } from './contacts/next-steps.ts';
import { createDictionaries } from './dictionaries/dictionaries.ts';
import { createDictionaryEdits } from './dictionaries/dictionary-edits.ts';
import { createDocuments } from './documents/documents.ts';
import { mendDriver } from './driver-patch.ts';
import { createSeal } from './encryption.ts';
import { createCopies } from './files/file-copies.ts';
import { createFiles } from './files/files.ts';
import { createImports } from './import/imports.ts';
import { buildIndexes, type IndexTarget } from './indexes.ts';
import { createJournal } from './journal/journal.ts';
import { createFilters } from './journal/saved-filters.ts';
import { createExcludedSenders } from './letters/excluded-senders.ts';
import { createLetterPushes } from './letters/letter-pushes.ts';
import { createRemovals } from './letters/letter-removals.ts';
import { createLetterTemplates } from './letters/letter-templates.ts';
import { createLetters } from './letters/letters.ts';
import { createMailboxes } from './letters/mailboxes.ts';
import { createOldLetters } from './letters/old-letters.ts';
import { createOutgoing } from './letters/outgoing.ts';
import { createSenders } from './letters/senders.ts';
import { createOverviews } from './reports/overview.ts';
import { createReports } from './reports/report.ts';
import { createReportNames } from './reports/report-names.ts';
import { createSavedReports } from './reports/saved-reports.ts';
import { createTargets } from './reports/targets.ts';
import { createWeekLetters } from './reports/week-letters.ts';
import { checkSchema } from './schema-version.ts';
import { createNotes } from './speech/notes.ts';
import { databaseName } from './uri.ts';
import { createAccessRequests } from './users/access-requests.ts';
import { createAdministrators } from './users/administrators.ts';
import { createSessions } from './users/sessions.ts';
import { createSettings } from './users/settings.ts';
import { createStaff } from './users/staff.ts';
import { createUsers } from './users/users.ts';
import { createAlarms } from './work/alarms.ts';
import { createBackups } from './work/backups.ts';
import { createTurns } from './work/coalescing-queue.ts';
import { createJobStore } from './work/jobs.ts';
import { createLeases } from './work/leases.ts';
import { createUpdatesAside } from './work/updates-aside.ts';

export interface StoreOptions {
  /** Connection string; the database's name is in it, or `sloop`. */
  uri: string;
  name?: string;
  /** How long a call waits for a reachable primary before it fails, in milliseconds. */
  patience?: number;
  /** 32 bytes that mailbox passwords are sealed under; without it none can be stored. */
  secretKey?: Buffer | undefined;
  /** No one else works on this database: leases left from before the start are void. */
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

async function open(connection: Connection, target: IndexTarget, secretKey: Buffer | undefined) {
  const copies = createCopies(connection);
  const leases = createLeases(connection);
  const sessions = createSessions(connection);
  const organizations = createOrganizations(connection);
  const persons = createPersons(connection);
  // Two reports at a time, of whatever kind: the rest of a small machine is for those who tap.
  const inTurn = createTurns(2);
  const store = {
    clientContacts: createClientContacts(connection),
    calendar: createCalendar(connection),
    contacts: createContacts(connection, { copies }),
    contactNews: createContactNews(connection),
    accessRequests: createAccessRequests(connection),
    alarms: createAlarms(connection),
    backups: createBackups(databaseOf(connection)),
    administrators: createAdministrators(connection),
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
    notes: createNotes(connection),
    excludedSenders: createExcludedSenders(connection),
    letterTemplates: createLetterTemplates(connection),
    letters: createLetters(connection),
    letterPushes: createLetterPushes(connection),
    oldLetters: createOldLetters(connection),
    mailboxes: createMailboxes(connection, secretKey && createSeal(secretKey)),
    organizations,
    /** Clients and persons that a line of free text may name. */
    mentions: createMentions({ organizations, persons }),
    outgoing: createOutgoing(connection),
    senders: createSenders(connection),
    persons,
    removals: createRemovals(connection),
    reports: createReports(connection, inTurn),
    overviews: createOverviews(connection, inTurn),
    targets: createTargets(connection),
    weekLetters: createWeekLetters(connection),
    reportNames: createReportNames(connection),
    savedReports: createSavedReports(connection),
    sessions,
    settings: createSettings(connection),
    staff: createStaff(connection, { leases, sessions }),
    updatesAside: createUpdatesAside(connection),
    users: createUsers(connection),
  };
  await buildIndexes(target, connection.models);
  await Promise.all([
    store.contactNews.createIndexes(),
    store.files.createIndexes(),
    store.jobs.createIndexes(),
    store.notes.createIndexes(),
    store.savedReports.createIndexes(),
    store.weekLetters.createIndexes(),
  ]);
  return {
    ...store,
    connection,
    /** Round trip to the primary; throws when it is away. */
    async ping(): Promise<void> {
      await connection.db?.admin().ping();
    },
    /** The server's disk, in bytes; undefined where the server does not tell. */
    async disk(): Promise<{ free: number; total: number } | undefined> {
      const { fsTotalSize: total, fsUsedSize: used } = (await databaseOf(connection).command({ dbStats: 1 })) ?? {};
      return typeof total === 'number' && typeof used === 'number' && total > 0
        ? { free: total - used, total }
        : undefined;
    },
    close: () => connection.close(),
  };
}

function databaseOf({ db }: Connection): mongoose.mongo.Db {
  if (!db) throw new Error('not connected');
  return db;
}

export type { ClaimedContact, DueContact } from './contacts/contact-due.ts';
export type { Changed, FieldChange, Operation } from './contacts/contacts.ts';
export type { EntryEdited } from './dictionaries/dictionary-edits.ts';
export { isTooSlow } from './errors.ts';
export type { StoredFile } from './files/files.ts';
export { COUNTED, type JournalPage, type JournalQuery } from './journal/journal.ts';
export type { FilterOwner, FilterSlot, JournalLook, LookFrom } from './journal/saved-filters.ts';
export type { Before } from './reports/count-pipeline.ts';
export type { Dealt, SilenceCount } from './reports/coverage.ts';
export { GROUPS_LIMIT, type ReportQuery } from './reports/report.ts';
export type { ReportCard, SavedReport, ScheduleRow, ShownReport } from './reports/saved-reports.ts';
export { WEEK_LETTER } from './reports/week-letters.ts';
export type { Note, NoteHeard } from './speech/notes.ts';
export { type Dialog, type Lease, type NotedLine, SESSION_LEASE_MS, type Session } from './users/sessions.ts';
export { MANY, type StaffChanged } from './users/staff.ts';
export type { ClaimedUser, UserDue } from './users/users.ts';
export type { Job, JobOutcome, Progress } from './work/jobs.ts';
export type { TakenWork, Waiting, Work } from './work/work.ts';

export type Store = Awaited<ReturnType<typeof openStore>>;
