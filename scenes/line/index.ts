import type { Capability } from '../shared/capability.ts';
import { editedScreen, takeEdited } from './edited.ts';
import { otherwiseScreen } from './not-a-contact.ts';
import { orderScene } from './order-dialog.ts';
import { takeTyped } from './take-message.ts';

export { takeLine } from './take-line.ts';

/** A line of free text: a draft of the contact that it tells of, an order about a plan, or a question. */
export const line = {
  dialogs: [orderScene],
  screens: [editedScreen, otherwiseScreen],
  takers: { text: takeTyped },
  edited: takeEdited,
} satisfies Capability;
