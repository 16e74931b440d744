import type { Connection } from 'mongoose';
import type { Viewer } from '../../domain/rights.ts';
import type { InTurn } from '../work/coalescing-queue.ts';
import { amounts } from './amounts.ts';
import { answers } from './answers.ts';
import { coverage, missed } from './coverage.ts';
import { glance } from './glance.ts';
import { hours } from './hours.ts';
import type { OverviewQuery } from './overview-query.ts';
import { planFact } from './plan-fact.ts';
import { sources } from './sources.ts';
import { stability } from './stability.ts';

/**
 * What the reports with a layout of their own count. Each is one aggregation over an index; rights are part of the match.
 * They wait for their turn as the other reports do.
 */
export function createOverviews(connection: Connection, inTurn: InTurn) {
  const counted =
    <Rest extends readonly unknown[], T>(
      name: string,
      count: (connection: Connection, viewer: Viewer, query: OverviewQuery, ...rest: Rest) => Promise<T>,
    ) =>
    (viewer: Viewer, query: OverviewQuery, ...rest: Rest): Promise<T> => {
      const { id, role, ownOnly, access } = viewer;
      const what = JSON.stringify([name, { id, role, ownOnly, access }, query, rest]);
      return inTurn(what, () => count(connection, viewer, query, ...rest));
    };
  return {
    glance: counted('glance', glance),
    planFact: counted('plan', planFact),
    coverage: counted('coverage', coverage),
    missed: counted('missed', missed),
    answers: counted('answers', answers),
    amounts: counted('amounts', amounts),
    hours: counted('hours', hours),
    stability: counted('stability', stability),
    sources: counted('sources', sources),
  };
}

export type Overviews = ReturnType<typeof createOverviews>;
