export { handOverAll, retireUser } from './hand-over.ts';
