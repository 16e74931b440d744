/** Why the database engine cannot be had: the message is a plain sentence for the person who started the program. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/** What a caught value says, for the end of a sentence of ours. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
