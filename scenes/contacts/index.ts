import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Capability } from '../shared/capability.ts';
import { addAnalyticScene } from './add-analytic.ts';
import { attachScene, takeAttachment } from './attach.ts';
import { cancelContactScene } from './cancel-contact.ts';
import { analyticsScreen } from './contact-analytics.ts';
import { contactScreen, showContact } from './contact-card.ts';
import { chainScreen } from './contact-chain.ts';
import { editScreen } from './contact-edit.ts';
import { historyScreen } from './contact-history.ts';
import { savedScreen } from './contact-saved.ts';
import { editScene } from './edit-contact.ts';
import { subjectScene } from './form/subject-dialog.ts';
import { happenedScene } from './happened.ts';
import { newContactDialog, planContactDialog } from './links.ts';
import { moveScene } from './move-contact.ts';
import { newScene } from './new-contact.ts';
import { nextScene } from './next-contact.ts';
import { planScene } from './plan-contact.ts';
import { removedScreen } from './removed-contacts.ts';

export { replyToContact } from './reply.ts';

/** Contacts: their card and what is around it, the dialogs that make and change them. */
export const contacts = {
  dialogs: [
    newScene,
    planScene,
    nextScene,
    happenedScene,
    moveScene,
    editScene,
    addAnalyticScene,
    attachScene,
    cancelContactScene,
    subjectScene,
  ],
  screens: [contactScreen, chainScreen, editScreen, historyScreen, analyticsScreen, savedScreen, removedScreen],
  commands: {
    new: (ctx) => beginDialog(ctx, newContactDialog),
    plan: (ctx) => beginDialog(ctx, planContactDialog),
  },
  takers: { attachment: takeAttachment },
  deepLinks: { c: (ctx, id) => showContact(ctx, id) },
} satisfies Capability;
