import type { Capability } from '../shared/capability.ts';
import { draftScreen } from './drafts.ts';
import { helpScreen, showHelp } from './help.ts';
import { homeScreen, takeZone } from './home.ts';
import { settingsScreen, showSettings } from './settings.ts';
import { timeZoneScene } from './time-zone.ts';

/** The first screen, a user's own settings, and what was put aside. */
export const home = {
  dialogs: [timeZoneScene],
  screens: [homeScreen, helpScreen, settingsScreen, draftScreen],
  commands: { settings: showSettings, help: showHelp },
  takers: { zone: takeZone },
} satisfies Capability;
