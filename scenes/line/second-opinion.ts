import type { Reading } from '../../src/domain/line/reading.ts';
import { type Candidate, isInDoubt, MOST_CANDIDATES, withSecond } from '../../src/domain/line/second-reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** A reading that is in doubt, with what the second reader says of it, where there is one. Its answers are guesses. */
export async function secondOpinion(ctx: Ctx, reading: Reading, at: Date): Promise<Reading> {
  const { secondReader } = ctx.kit;
  if (!secondReader || !isInDoubt(reading)) return reading;
  const candidates = await candidatesFor(ctx, reading);
  const answer = await secondReader(reading.said, candidates);
  const { zone, workingDays } = ctx.user;
  return answer ? withSecond(reading, answer, candidates, { now: at, zone, workingDays }) : reading;
}

/** Those whom the first reader thought of, then the one who shares a word with the line; all may be seen by the speaker. */
async function candidatesFor(ctx: Ctx, { said, contact: { clients, persons } }: Reading): Promise<Candidate[]> {
  const thought: Candidate[] = [
    ...[clients.value ?? [], ...clients.alternatives]
      .flat()
      .map(({ id, name }) => ({ id, name, kind: 'organization' as const })),
    ...[persons?.value ?? [], ...(persons?.alternatives ?? [])]
      .flat()
      .flatMap(({ id, name, organization }) =>
        id === undefined
          ? []
          : [{ id, name, kind: 'person' as const, ...(organization !== undefined && { organization }) }],
      ),
  ];
  const named = await ctx.kit.store.mentions.in(ctx.user, said);
  const shared = named.map(({ id, kind, name, organization }) => ({
    id,
    kind,
    name,
    ...(organization !== undefined && { organization }),
  }));
  const all = new Map([...thought, ...shared].map((one) => [`${one.kind} ${one.id}`, one]));
  return [...all.values()].slice(0, MOST_CANDIDATES);
}
