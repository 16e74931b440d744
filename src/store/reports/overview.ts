import type { Connection } from 'mongoose';
import type { Viewer } from '../../domain/rights.ts';
import { coverage, type Missed, missed } from './coverage.ts';
import { glance } from './glance.ts';
import type { OverviewQuery } from './overview-query.ts';
import { planFact } from './plan-fact.ts';

/**
 * What the reports with a layout of their own count. Each is one aggregation over an index; rights are part of the match.
 */
export function createOverviews(connection: Connection) {
  return {
    glance: (viewer: Viewer, query: OverviewQuery) => glance(connection, viewer, query),
    planFact: (viewer: Viewer, query: OverviewQuery) => planFact(connection, viewer, query),
    coverage: (viewer: Viewer, query: OverviewQuery) => coverage(connection, viewer, query),
    missed: (viewer: Viewer, query: OverviewQuery, groups: readonly Missed[]) =>
      missed(connection, viewer, query, groups),
  };
}

export type Overviews = ReturnType<typeof createOverviews>;
