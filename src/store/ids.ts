/** MongoDB calls it `_id`, everybody else `id`; the store is where the two meet. */
export type Stored<T extends { id: unknown }> = Omit<T, 'id'> & { _id: T['id'] };

export function toStored<T extends { id: unknown }>(plain: T): Stored<T> {
  const { id, ...rest } = plain;
  return { _id: id, ...rest };
}

export function toPlain<T extends { id: unknown }>(stored: Stored<T>): T;
export function toPlain<T extends { id: unknown }>(stored: Stored<T> | null): T | undefined;
export function toPlain<T extends { id: unknown }>(stored: Stored<T> | null) {
  if (stored === null) return undefined;
  const { _id, ...rest } = stored;
  return { id: _id, ...rest };
}
