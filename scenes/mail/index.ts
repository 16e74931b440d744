import type { Capability } from '../shared/capability.ts';
import { mailboxScene } from './edit-mailbox.ts';
import { letterScreen } from './letter.ts';
import { mailScreen, showMail } from './mail.ts';
import { signatureScene } from './mail-settings.ts';
import { mailboxScreen, showMailboxes } from './mailboxes.ts';
import { outgoingScreen } from './outgoing.ts';
import { registerLetterScene } from './register-letter.ts';
import { sendersScreen } from './said-of-senders.ts';
import { composeScene } from './writing/compose.ts';
import { templateScene, templatesScreen } from './writing/templates.ts';

/** Letters that came and go, and the mailboxes they pass through. */
export const mail = {
  dialogs: [composeScene, mailboxScene, registerLetterScene, signatureScene, templateScene],
  screens: [letterScreen, mailScreen, mailboxScreen, outgoingScreen, sendersScreen, templatesScreen],
  commands: { mail: (ctx) => showMail(ctx), mailboxes: showMailboxes },
} satisfies Capability;
