import type { JobView } from './job-card.ts';

/** How each kind of job shows itself in the chat. */
export const jobViews: Record<string, JobView> = {};
