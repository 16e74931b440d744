import type { Capability } from '../shared/capability.ts';
import { filterScenes } from './filter-dialogs.ts';
import { journalScreens, showJournal } from './journal.ts';

/** The journal, its filters and its exports. */
export const journal = {
  dialogs: filterScenes,
  screens: journalScreens,
  commands: { journal: (ctx) => showJournal(ctx) },
} satisfies Capability;
