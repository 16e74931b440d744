import type { Sign } from './sign.ts';

/** A form or a colleague hands on what a client wrote. */
export const form: Sign = ({ form: sender }, { via }) =>
  via || sender ? { sign: 'form', says: 'client', points: 3 } : undefined;
