import { addressBooks } from './address-books.ts';
import { customerPrograms } from './customer-programs.ts';
import type { Profile } from './profile.ts';
import { russianPrograms } from './russian-programs.ts';

export type { Profile } from './profile.ts';

/** The programs whose exports are known. */
export const profiles: readonly Profile[] = [...addressBooks, ...russianPrograms, ...customerPrograms];
