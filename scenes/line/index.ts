import type { Capability } from '../shared/capability.ts';
import { quickEntry } from './quick-entry.ts';

/** Lines of free text that become contacts. */
export const line = { takers: { text: quickEntry } } satisfies Capability;
