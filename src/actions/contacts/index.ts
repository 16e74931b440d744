export { addDocumentToContact, addToContact } from './add.ts';
export {
  bringBackContact,
  cancelContact,
  contactHappened,
  editContact,
  type Happening,
  handOverContact,
  moveContact,
  removeContact,
  restoreContact,
} from './change.ts';
export { type Created, type CreateProblem, createContact, type NewContact, problemOf } from './create.ts';
export { findPlans } from './find-plans.ts';
export { type NextContact, offeredId, planNext, planStated } from './plan-next.ts';
export { type TakenBack, takeBack } from './take-back.ts';
export { type Told, tellOfPlan } from './tell.ts';
