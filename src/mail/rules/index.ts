import type { QuietReason } from '../../domain/letter/letter.ts';
import type { ParsedLetter } from '../parse/parsed.ts';
import { autoReply } from './auto-reply.ts';
import { bounce } from './bounce.ts';
import { excludedSender } from './excluded-sender.ts';
import { loop } from './loop.ts';
import { newsletter } from './newsletter.ts';
import { ownLetter } from './own-letter.ts';
import type { Rule, Surroundings } from './rule.ts';
import { spamFlag } from './spam-flag.ts';

/** In this order; the first one that speaks decides. */
const rules: readonly Rule[] = [ownLetter, loop, bounce, autoReply, spamFlag, excludedSender, newsletter];

/** Why a letter is to ring nobody; undefined where it is to ring. */
export function judge(letter: ParsedLetter, surroundings: Surroundings): QuietReason | undefined {
  for (const rule of rules) {
    const reason = rule(letter, surroundings);
    if (reason) return reason;
  }
  return undefined;
}
