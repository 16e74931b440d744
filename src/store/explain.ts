/** What the server did for a query, read from its explanation. */
export interface Plan {
  /** Documents fetched, index keys looked at, results given. */
  documents: number;
  keys: number;
  returned: number;
  /** The stages, the outermost first. */
  stages: string[];
}

interface Explained {
  executionStats?: {
    totalDocsExamined: number;
    totalKeysExamined: number;
    nReturned: number;
    executionStages: unknown;
  };
  stages?: { $cursor?: Explained }[];
}

/** Reads `explain('executionStats')` of a find or an aggregation. Throws where there are no such figures in it. */
export function planOf(explained: unknown): Plan {
  // The driver has no type for an explanation; only the few figures named above are read.
  const { executionStats, stages } = (Array.isArray(explained) ? explained[0] : explained) as Explained;
  const stats = executionStats ?? stages?.[0]?.$cursor?.executionStats;
  if (!stats) throw new Error('the explanation holds no figures');
  return {
    documents: stats.totalDocsExamined,
    keys: stats.totalKeysExamined,
    returned: stats.nReturned,
    stages: stagesIn(stats.executionStages),
  };
}

function stagesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(stagesIn);
  if (typeof node !== 'object' || node === null) return [];
  const own = 'stage' in node ? [String(node.stage)] : [];
  return [...own, ...Object.values(node).flatMap((value) => (typeof value === 'object' ? stagesIn(value) : []))];
}
