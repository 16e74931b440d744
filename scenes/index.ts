import { dictionaryEntryScene } from './admin/dictionary-entry.ts';
import { renameUserScene } from './admin/rename-user.ts';
import { editClientScene, editPersonScene } from './clients/edit-client.ts';
import { findClientScene } from './clients/find-client.ts';
import { mergeScene } from './clients/merge.ts';
import { newClientScene } from './clients/new-client.ts';
import { newPersonScene } from './clients/new-person.ts';
import { addAnalyticScene } from './contacts/add-analytic.ts';
import { attachScene } from './contacts/attach.ts';
import { cancelContactScene } from './contacts/cancel-contact.ts';
import { editScene } from './contacts/edit-contact.ts';
import { happenedScene } from './contacts/happened.ts';
import { moveScene } from './contacts/move-contact.ts';
import { newScene } from './contacts/new-contact.ts';
import { nextScene } from './contacts/next-contact.ts';
import { planScene } from './contacts/plan-contact.ts';
import { editDocumentScene } from './documents/edit-document.ts';
import { findDocumentScene } from './documents/find-document.ts';
import { newDocumentScene } from './documents/new-document.ts';
import { timeZoneScene } from './home/time-zone.ts';
import { filterScenes } from './journal/filter-dialogs.ts';
import { composeScene } from './mail/compose.ts';
import { mailboxScene } from './mail/edit-mailbox.ts';
import { registerLetterScene } from './mail/register-letter.ts';
import { setDigestScene, setEveningScene, setLeadsScene, setQuietScene } from './reminders/reminder-settings.ts';
import { cutoffsScene } from './reports/report-cutoffs.ts';
import { reportSaveScene } from './reports/report-save.ts';
import { reportScheduleScene } from './reports/report-schedule.ts';

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
