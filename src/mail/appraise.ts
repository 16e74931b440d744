import type { Letter } from '../domain/letter/letter.ts';
import { innermost, type Ourselves } from '../domain/letter/sender.ts';
import type { Verdict } from '../domain/letter/verdict.ts';
import type { ParsedLetter } from './parse/parsed.ts';
import { judgeLetter } from './signs/index.ts';
import type { Surrounded } from './surroundings.ts';

/** What the product makes of a letter: who it is from, what was written, whether it rings. Its files are stored apart. */
export type Appraised = Pick<
  Letter,
  | 'messageId'
  | 'from'
  | 'via'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'subject'
  | 'text'
  | 'body'
  | 'signature'
  | 'folded'
  | 'torn'
  | 'invitation'
  | 'report'
  | 'sealed'
  | 'references'
  | 'organization'
  | 'person'
  | 'suggestion'
> & { verdict: Verdict };

/** Puts together what a letter says and what is known around it. */
export function appraise(parsed: ParsedLetter, { sender, match, standing }: Surrounded, own: Ourselves): Appraised {
  const { messageId, to, cc, subject, text, torn, invitation, report, sealed, references, forwarded } = parsed;
  const { from, via, replyTo } = sender;
  const handedOn = via?.kind === 'forward' ? innermost(forwarded, own) : undefined;
  const body = handedOn ? handedOn.body || handedOn.text : parsed.body;
  return {
    ...(messageId !== undefined && { messageId }),
    from,
    ...(via && { via }),
    ...(replyTo && { replyTo: replyTo.address }),
    to,
    cc,
    subject,
    text,
    ...(body !== text && { body }),
    signature: handedOn ? handedOn.signature : parsed.signature,
    folded: parsed.folded || handedOn !== undefined,
    ...(torn.length > 0 && { torn }),
    ...(invitation && { invitation }),
    ...(report && { report }),
    ...(sealed && { sealed }),
    references,
    ...match,
    verdict: judgeLetter(parsed, { own: own.addresses, via, ...standing }),
  };
}
