export { type Registered, type Registration, registerLetter } from './register.ts';
export { type NewLetter, sendLetter } from './send.ts';
