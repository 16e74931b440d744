export { type Registered, type Registration, registerLetter } from './register.ts';
export { mailboxFor, type NewLetter, sendLetter } from './send.ts';
