import type { z } from 'zod';
import type { Uploads } from '../world/sending.ts';
import type { World } from '../world/world.ts';
import { checkParams } from './check-params.ts';

/** What a call brings besides its parameters. */
export interface CallContext {
  world: World;
  uploads: Uploads;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
}

/** One method of the Bot API. */
export interface ApiMethod<R> {
  /** Checks the raw parameters and runs the method. */
  call(context: CallContext, raw: Record<string, unknown>): R | Promise<R>;
}

/** Ties a method's parameters to what it does, so that the body gets them typed. */
export function method<S extends z.ZodObject, R>(
  schema: S,
  run: (params: z.output<S>, context: CallContext) => R | Promise<R>,
): ApiMethod<R> {
  return { call: (context, raw) => run(checkParams(schema, raw), context) };
}
