/** Why this program cannot work with this database: the message is a plain sentence for the operator. */
export class DatabaseRefusal extends Error {
  override name = 'DatabaseRefusal';
}
