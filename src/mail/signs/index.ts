import { type Standing, type Verdict, weigh } from '../../domain/letter/verdict.ts';
import type { ParsedLetter } from '../parse/parsed.ts';
import { answer } from './answer.ts';
import { autoResponse } from './auto-response.ts';
import { autoSubmitted } from './auto-submitted.ts';
import { autoWords } from './auto-words.ts';
import { bulkMailer } from './bulk-mailer.ts';
import { bulkPrecedence } from './bulk-precedence.ts';
import { daemon } from './daemon.ts';
import { form } from './form.ts';
import { invitation } from './invitation.ts';
import { invitationReply } from './invitation-reply.ts';
import { listHeaders } from './list-headers.ts';
import { loop } from './loop.ts';
import { notToUs } from './not-to-us.ts';
import { ownGroup } from './own-group.ts';
import { ownLetter } from './own-letter.ts';
import { person } from './person.ts';
import { report } from './report.ts';
import { robotSender } from './robot-sender.ts';
import type { Around, Sign } from './sign.ts';
import { spamFlag } from './spam-flag.ts';
import { tracker } from './tracker.ts';
import { unsubscribeWords } from './unsubscribe-words.ts';

export type { Around } from './sign.ts';

/** Proofs first, in order of how much they tell. */
const SIGNS: readonly Sign[] = [
  ownLetter,
  loop,
  report,
  invitationReply,
  daemon,
  autoResponse,
  autoSubmitted,
  autoWords,
  spamFlag,
  listHeaders,
  bulkMailer,
  bulkPrecedence,
  unsubscribeWords,
  robotSender,
  tracker,
  notToUs,
  form,
  invitation,
  answer,
  person,
  ownGroup,
];

/** Whether a letter rings, and why. */
export function judgeLetter(letter: ParsedLetter, around: Around & Standing): Verdict {
  return weigh(
    SIGNS.flatMap((sign) => sign(letter, around) ?? []),
    around,
  );
}
