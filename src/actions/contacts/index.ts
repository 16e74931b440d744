export {
  bringBackContact,
  cancelContact,
  contactHappened,
  editContact,
  type Happening,
  moveContact,
  removeContact,
  restoreContact,
} from './change.ts';
export { type Created, type CreateProblem, createContact, type NewContact, problemOf } from './create.ts';
export { findPlans } from './find-plans.ts';
export { type NextContact, offeredId, planNext, planStated } from './plan-next.ts';
