import mongoose from 'mongoose';

/** The database's word for "there is one with this `_id` already". */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

/** A server whose disk is full refuses writes until somebody makes room. */
const OUT_OF_DISK = 14031;

/** The server refuses writes because its disk is nearly full. */
export const isOutOfDisk = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoError && error.code === OUT_OF_DISK;

/** The database cannot be reached or has no primary now; the same call may succeed later. */
export const isAway = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoNetworkError ||
  error instanceof mongoose.mongo.MongoServerSelectionError ||
  error instanceof mongoose.mongo.MongoNotConnectedError ||
  error instanceof mongoose.mongo.MongoTopologyClosedError ||
  (error instanceof mongoose.mongo.MongoError &&
    (error.code === OUT_OF_DISK ||
      error.hasErrorLabel('RetryableWriteError') ||
      error.name === 'PoolClearedOnNetworkError')) ||
  (error instanceof Error && error.name === 'MongooseServerSelectionError') ||
  isTornSocket(error) ||
  // A bulk write that finds no one wraps what the driver said.
  (error instanceof mongoose.mongo.MongoBulkWriteError && isAway(error.errorResponse));

/** A connection that breaks while the driver writes to it comes out as node's own error, not the driver's. */
const isTornSocket = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED'].includes(String(error.code));

/** The server's word for an operation that took longer than it was given. */
export const isTooSlow = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 50;
