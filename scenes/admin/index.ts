import type { Capability } from '../shared/capability.ts';
import { accessScreen } from './access-request.ts';
import { adminScreen, showAdmin } from './admin.ts';
import { countryScene } from './country.ts';
import { dictionariesScreen } from './dictionaries.ts';
import { dictionaryEntryScene } from './dictionary-entry.ts';
import { handOverView } from './hand-over-view.ts';
import { renameUserScene } from './rename-user.ts';
import { retireScreen } from './retire.ts';
import { usersScreen } from './users.ts';

/** What administrators do: people and their access, dictionaries, settings of the whole journal. */
export const admin = {
  dialogs: [renameUserScene, dictionaryEntryScene, countryScene],
  screens: [accessScreen, adminScreen, usersScreen, retireScreen, dictionariesScreen],
  commands: { admin: showAdmin },
  jobViews: { 'hand-over': handOverView },
} satisfies Capability;
