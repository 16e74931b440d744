import type { AnswerName } from './contact.ts';

/** What is edited answer by answer. The status has consequences, characteristics have a screen, what was said stays said. */
export type Editable = Exclude<AnswerName, 'status' | 'analytics' | 'said'>;

/** All of it, in the order of the buttons. */
const order: Record<Editable, true> = {
  organization: true,
  person: true,
  others: true,
  via: true,
  start: true,
  content: true,
  result: true,
  state: true,
  minutes: true,
  type: true,
  priority: true,
  manager: true,
  firm: true,
  source: true,
  documents: true,
  leads: true,
  reason: true,
};

export const isEditable = (name: string | undefined): name is Editable =>
  name !== undefined && Object.hasOwn(order, name);

export const editable: readonly Editable[] = Object.keys(order).filter(isEditable);
