import type { Connection } from 'mongoose';
import type { Letter } from '../../domain/letter/letter.ts';
import { type Claim, createClaims } from '../work/claim.ts';
import { type LetterRow, toLetter } from './letter-model.ts';

export type Removal = Claim<LetterRow>;

/** Letters ordered to be taken away from the server: work that must happen. */
export function createRemovals(connection: Connection) {
  const claims = createClaims<LetterRow>(connection.collection<LetterRow>('letters'), {
    path: 'due.at',
    leaseMs: 120_000,
    soon: true,
  });
  return {
    due: claims.due,
    claim: claims.claim,
    fail: claims.fail,
    letterOf: ({ row }: Removal): Letter => toLetter(row),
    complete: (claim: Removal): Promise<boolean> => claims.complete(claim, { $unset: { due: true } }),
    /** It could not be done: the letter is excluded rather than removed, since it is still there. */
    giveUp: (claim: Removal): Promise<boolean> =>
      claims.complete(claim, { $set: { state: 'excluded', quiet: { reason: 'letter' } }, $unset: { due: true } }),
  };
}

export type Removals = ReturnType<typeof createRemovals>;
