/** A guard against a threat, and how the program is without it. */
export interface Guard {
  /** What it keeps from happening, in a few words. */
  guard: string;
  file: string;
  /** The text in the file, exactly and once, and what stands there without the guard. */
  text: string;
  without: string;
  /** The tests of docs/threat-model.md that have to go red, by file. */
  red: Record<string, string[]>;
}

/** The ten guards that most depends on. `npm run test:faults` takes them out one by one. */
export const guards: readonly Guard[] = [
  {
    guard: 'strangers are turned away',
    file: 'src/telegram/access.ts',
    text: 'if (mayEnter(ctx.user)) return next();',
    without: 'if (ctx.user) return next();',
    red: { 'test/telegram/access.test.ts': ['shows a stranger nothing but the offer to ask'] },
  },
  {
    guard: 'a manager with "own only" sees their own',
    file: 'src/domain/rights.ts',
    text: "return viewer.role === 'manager' && viewer.ownOnly ? 'own' : 'all';",
    without: "return viewer.role === 'manager' && viewer.ownOnly ? 'all' : 'all';",
    red: {
      'test/rights/rights.test.ts': [
        'is shown nothing of others by commands, links, searches and real buttons',
        'is shown nothing of others by forged buttons',
      ],
    },
  },
  {
    guard: 'a manager changes their own',
    file: 'src/domain/rights.ts',
    text: "return viewer.role === 'manager' ? 'own' : 'all';\n};\n\n/** Which organizations",
    without: "return viewer.role === 'manager' ? 'all' : 'all';\n};\n\n/** Which organizations",
    red: {
      'test/rights/rights.test.ts': [
        'changes nothing of others by any button, and nothing that is the administrators’',
      ],
    },
  },
  {
    guard: 'administrators alone administer',
    file: 'src/domain/rights.ts',
    text: "mayEnter(viewer) && viewer.role === 'administrator';",
    without: 'mayEnter(viewer);',
    red: {
      'test/rights/rights.test.ts': ['is shown nothing that is the administrators’, by commands and forged buttons'],
    },
  },
  {
    guard: 'text is no markup',
    file: 'src/domain/text/html.ts',
    text: 'return made(text.replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character));',
    without: 'return made(text);',
    red: {
      'test/scenes/injection.test.ts': [
        'the name of a client is text on its card, in lists, in a draft and in the journal',
        'sender, subject, text and file names of a letter are text where it rings and where it is read',
      ],
    },
  },
  {
    guard: 'a cell is no formula',
    file: 'src/transfer/export-table.ts',
    text: 'escape_formulas: true',
    without: 'escape_formulas: false',
    red: { 'test/transfer/export-table.test.ts': ['as CSV survives whatever a text holds, and runs none of it'] },
  },
  {
    guard: 'the webhook takes what carries its secret',
    file: 'src/http/server.ts',
    text: 'return theirs.length === ours.length && timingSafeEqual(theirs, ours);',
    without: 'return theirs.length >= 0 && ours.length >= 0;',
    red: { 'test/http/server.test.ts': ['takes updates that carry the secret, whole and no other'] },
  },
  {
    guard: 'the address of a calendar is a secret',
    file: 'src/store/calendar/feeds.ts',
    text: 'return same && hash !== undefined;',
    without: 'return same || hash !== undefined;',
    red: { 'test/scenes/calendar/calendar-feed.test.ts': ['is the same 404 for whatever is wrong with it'] },
  },
  {
    guard: 'a password is of its mailbox and server',
    file: 'src/store/encryption.ts',
    text: 'Buffer.from(JSON.stringify(purpose));',
    without: "Buffer.from(purpose[0] ?? '');",
    red: {
      'test/store/letters/sealed-passwords.test.ts': [
        'open for the mailbox, account and servers that they were given for, and for no others',
      ],
    },
  },
  {
    guard: 'a handler that was given up says nothing more',
    file: 'src/telegram/tenure.ts',
    text: "if (state === 'hung') throw new HandlerHung(limit);",
    without: '',
    red: { 'test/telegram/hung.test.ts': ['ends its messages when the handler is given up'] },
  },
];
