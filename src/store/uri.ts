/** What the program's database is called where nothing else is said. */
const DEFAULT_NAME = 'sloop';

/** The database that a connection string names. Several hosts in it are not a web address, so it is not read as one. */
export function databaseName(uri: string): string {
  const [, name = ''] = /^mongodb(?:\+srv)?:\/\/[^/?]*\/([^?]*)/.exec(uri) ?? [];
  return decodeURIComponent(name) || DEFAULT_NAME;
}

/** The hosts of a connection string, without the user and password that may stand before them. */
export const hostsOf = (uri: string): string => /^mongodb(?:\+srv)?:\/\/(?:[^/?]*@)?([^/?]*)/.exec(uri)?.[1] ?? '';
