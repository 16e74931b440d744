import type { Capability } from '../shared/capability.ts';
import { eveningScreen } from './digest.ts';
import { reminderScreen } from './reminder.ts';
import { setDigestScene, setEveningScene, setLeadsScene, setQuietScene } from './reminder-settings.ts';

/** What comes by itself: reminders, the digest of the morning, the question of the evening. */
export const reminders = {
  dialogs: [setLeadsScene, setQuietScene, setDigestScene, setEveningScene],
  screens: [reminderScreen, eveningScreen],
} satisfies Capability;
