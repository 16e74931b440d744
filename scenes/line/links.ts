import type { Analytic } from '../../src/domain/contact/contact.ts';
import type { Order } from '../../src/domain/line/order.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import type { About } from '../contacts/links.ts';

/** What leads to the conversation around lines. */

/** A plan that an order may mean, with the line that shows it. */
export type PlanRef = About & { line: string };

export type OrderValues = {
  said?: string;
  /** What is ordered, the plans it may mean, the id of the message and the voice note in it. With `all`, every one of these is meant. */
  order?: Order & { plans: PlanRef[]; all?: boolean; message?: number; files?: readonly Analytic[] };
  plan?: PlanRef;
  start?: Date;
  result?: string;
};

export const orderDialog = dialogRef<OrderValues>('order');

/** Under the offer to change a contact as its message was changed. */
export const editedLinks = defineLinks('le', { change: (id: string, revision: number) => [id, revision] });

/** Under what was taken for no contact: the line of that message is recorded as one after all. */
export const otherwiseLinks = defineLinks('lr', { record: (message: number) => [message] });
