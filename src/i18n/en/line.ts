import { plural } from '../plural.ts';

export const line = {
  saveWithoutClient: 'Save without a client',
  recordForBoth: 'Record for both',
  only: (client: string) => `Only ${client}`,
  willAddClient: (name: string) => `The client “${name}” will be added`,
  willAddPerson: (name: string) => `The person “${name}” will be added`,
  saveAndPlan: (step: string) => `Save and ➕ ${step}`,
  next: (step: string) => `Next: ${step}`,
  whenUnknown: 'when?',
  planned: (step: string) => `Planned: ${step}`,
  savedFor: (clients: string) => `Recorded alike: ${clients}`,
  addedToDraft: 'Added to the content.',
  takenBack: 'What was added is gone.',
  addToOpen: 'Add to the open one',
  forget: 'Forget',
  forgotten: 'The draft is gone.',
  waiting: (count: number) => plural('en', count, { one: 'more draft', other: 'more drafts' }),
  waitingTitle: 'Drafts put aside',
};
