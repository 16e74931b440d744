import type { QuietReason } from './letter.ts';

/** What speaks for a letter being a machine's, a mailing's, or a person's. Each is a file of `mail/signs`. */
export const signNames = [
  'own-letter',
  'loop',
  'report',
  'invitation-reply',
  'daemon',
  'auto-response',
  'auto-submitted',
  'auto-words',
  'list-headers',
  'bulk-mailer',
  'bulk-precedence',
  'unsubscribe-words',
  'robot-sender',
  'tracker',
  'not-to-us',
  'spam-flag',
  'form',
  'answer',
  'person',
  'own-group',
  'invitation',
  'excluded-sender',
  'known-sender',
  'answers-ours',
  'trusted-sender',
] as const;
export type SignName = (typeof signNames)[number];

/** What a sign was found to say of a letter. */
export interface Finding {
  sign: SignName;
  /** `machine` is proof; the others count: those of a client against all, those of a person against its being a mailing. */
  says: 'machine' | 'client' | 'person' | 'newsletter' | 'auto-reply' | 'spam';
  points: number;
  /** Of a proof: as what the letter is kept quiet. */
  reason?: QuietReason;
}

/** Whether a letter rings, and what that rests on, the weightiest first. */
export interface Verdict {
  reason?: QuietReason;
  signs: SignName[];
}

/** So many points more than speak for a person keep a letter quiet. */
const ENOUGH = 2;
const SCORED = ['spam', 'auto-reply', 'newsletter'] as const;

/** The letters that ring whatever was found, for who they are from or what they answer. */
export interface Standing {
  /** Excluded by a manager whose business the sender is. */
  excluded: boolean;
  /** Somebody said that it is not a newsletter. */
  trusted: boolean;
  /** A person or client of the directory. */
  known: boolean;
  answersOurs: boolean;
}

/** Weighs what was found: proof of a machine first, then who it is, then the points of each kind. */
export function weigh(findings: readonly Finding[], standing: Standing): Verdict {
  const proof = findings.find(({ says }) => says === 'machine');
  if (proof) return { reason: proof.reason ?? 'auto-reply', signs: [proof.sign] };
  if (standing.excluded) return { reason: 'excluded-sender', signs: ['excluded-sender'] };
  if (standing.answersOurs) return { signs: ['answers-ours'] };
  if (standing.known) return { signs: ['known-sender'] };
  if (standing.trusted) return { signs: ['trusted-sender'] };
  const sum = (kind: Finding['says']): number =>
    findings.reduce((total, { says, points }) => (says === kind ? total + points : total), 0);
  const against = { spam: sum('client'), 'auto-reply': sum('client'), newsletter: sum('client') + sum('person') };
  const [worst] = SCORED.map((kind) => ({ kind, points: sum(kind) - against[kind] })).sort(
    (a, b) => b.points - a.points,
  );
  if (!worst || worst.points < ENOUGH) return { signs: findings.map(({ sign }) => sign) };
  const speaking = findings.filter(({ says }) => says === worst.kind).sort((a, b) => b.points - a.points);
  return { reason: worst.kind, signs: speaking.map(({ sign }) => sign) };
}
