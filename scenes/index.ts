import { addAnalyticScene } from './add-analytic.ts';
import { attachScene } from './attach.ts';
import { cancelContactScene } from './cancel-contact.ts';
import { composeScene } from './compose.ts';
import { cutoffsScene } from './cutoffs.ts';
import { dictionaryEntryScene } from './dictionary-entry.ts';
import { editScene } from './edit.ts';
import { editClientScene, editPersonScene } from './edit-client.ts';
import { editDocumentScene } from './edit-document.ts';
import { filterScenes } from './filter.ts';
import { findClientScene } from './find-client.ts';
import { findDocumentScene } from './find-document.ts';
import { happenedScene } from './happened.ts';
import { mailboxScene } from './mailbox.ts';
import { mergeScene } from './merge.ts';
import { moveScene } from './move.ts';
import { newScene } from './new.ts';
import { newClientScene } from './new-client.ts';
import { newDocumentScene } from './new-document.ts';
import { newPersonScene } from './new-person.ts';
import { nextScene } from './next.ts';
import { planScene } from './plan.ts';
import { registerLetterScene } from './register-letter.ts';
import { setDigestScene, setEveningScene, setLeadsScene, setQuietScene } from './reminder-settings.ts';
import { renameUserScene } from './rename-user.ts';
import { reportSaveScene } from './report-save.ts';
import { reportScheduleScene } from './report-schedule.ts';
import { timeZoneScene } from './time-zone.ts';

/** Every dialog of the bot. */
export const scenes = [
  newScene,
  planScene,
  nextScene,
  happenedScene,
  moveScene,
  editScene,
  addAnalyticScene,
  attachScene,
  cancelContactScene,
  newClientScene,
  newPersonScene,
  findClientScene,
  mergeScene,
  editClientScene,
  editPersonScene,
  newDocumentScene,
  cutoffsScene,
  reportSaveScene,
  reportScheduleScene,
  ...filterScenes,
  editDocumentScene,
  findDocumentScene,
  composeScene,
  mailboxScene,
  registerLetterScene,
  timeZoneScene,
  renameUserScene,
  dictionaryEntryScene,
  setLeadsScene,
  setQuietScene,
  setDigestScene,
  setEveningScene,
];
