import type mongoose from 'mongoose';

type Db = mongoose.mongo.Db;
type Document = mongoose.mongo.Document;

/** Which documents of a collection a migration looks at. */
export interface Walked {
  collection: string;
  /** Only these: best the ones that still have the old shape. */
  where?: Document;
  /** Fields to read besides `_id`, as a projection; all where it is left out. */
  fields?: Document;
}

/** An update of one document by its operators (`$set`, `$unset`, ...); undefined leaves it as it is. */
export type Update = Document | undefined;

/** What a migration works with. */
export interface Tools {
  db: Db;
  /**
   * Changes documents one by one, in the order of their ids, a batch at a time. How far it got is kept with the schema's
   * version: after a crash it goes on behind the last whole batch, so a batch may be changed twice.
   */
  walk(documents: Walked, change: (row: Document) => Update | Promise<Update>): Promise<void>;
}

/**
 * A step from one version of the stored shapes to the next. It may run twice and be cut off anywhere, so what it does has
 * to come out the same however often it is done. It works on the driver, not on the store's models: those are of today.
 */
export interface Migration {
  /** The version it leads to. */
  version: number;
  /** What it does, for the log: `roles-have-origins`. */
  name: string;
  run(tools: Tools): Promise<void>;
}
