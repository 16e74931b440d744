/** Letters taken from a server and not stored yet are at most so many bytes, unless one letter alone has more. */
const UNDER_WAY = 16 * 1024 * 1024;
/** And at most so many groups. */
const GROUPS = 3;

interface Steps<Group, Fetched, Read> {
  /** Brings a group from the server: one at a time, for a connection does one thing at a time. */
  fetch(group: Group): Promise<Fetched>;
  read(fetched: Fetched): Promise<Read>;
  /** Stores what was read: in the order of the groups, so that a letter finds the one it answers. */
  store(read: Read, group: Group): Promise<void>;
}

/**
 * Takes groups of letters through three steps side by side: while one group is stored, the next one is read and the one
 * after that is fetched. A step that fails ends it all, and no later group is stored.
 */
export async function runPipeline<Group extends { bytes: number }, Fetched, Read>(
  groups: AsyncIterable<Group>,
  { fetch, read, store }: Steps<Group, Fetched, Read>,
): Promise<void> {
  const under: { bytes: number; stored: Promise<void> }[] = [];
  const room = (bytes: number): boolean =>
    under.length < GROUPS && under.reduce((sum, one) => sum + one.bytes, bytes) <= UNDER_WAY;
  let last: Promise<void> = Promise.resolve();
  try {
    for await (const group of groups) {
      while (under.length > 0 && !room(group.bytes)) await under.shift()?.stored;
      const reading = read(await fetch(group));
      last = Promise.all([reading, last]).then(([letters]) => store(letters, group));
      // It is awaited above or below; a failure before that is not an unhandled one.
      last.catch(() => {});
      under.push({ bytes: group.bytes, stored: last });
    }
  } finally {
    // What was fetched is stored even when the connection has broken: it need not come again.
    await last;
  }
}
