/** The fields of a contact that are edited one by one. Channel and direction are one answer; the status has consequences. */
export const editable = [
  'organization',
  'person',
  'via',
  'start',
  'content',
  'result',
  'state',
  'minutes',
  'type',
  'priority',
  'manager',
  'firm',
  'source',
  'documents',
  'leads',
  'reason',
] as const;

export type Editable = (typeof editable)[number];

export const isEditable = (name: string | undefined): name is Editable => editable.some((one) => one === name);
