/** Why the database engine cannot be had: the message is a plain sentence for the person who started the program. */
export class EngineError extends Error {
  override name = 'EngineError';
}
