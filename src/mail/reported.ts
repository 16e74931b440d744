import type { Letter } from '../domain/letter/letter.ts';
import type { MailNews } from '../domain/letter/news.ts';
import type { OutgoingLetter } from '../domain/letter/outgoing.ts';
import type { BounceReason, ReportKind } from '../domain/letter/report.ts';
import type { Store } from '../store/index.ts';

/** So long after a letter left a report that names only its recipient is about it, in milliseconds. */
const RECENT = 5 * 86_400_000;

/** What is told of a letter of ours. */
const TOLD: ReadonlySet<ReportKind> = new Set(['bounce', 'delay', 'read']);

export interface ReportedDeps {
  store: Pick<Store, 'outgoing'>;
  now: () => Date;
  tell: (news: MailNews) => Promise<void>;
}

/** Takes what machines report of our own letters, and tells it to the users who wrote them: each report once. */
export function createReported({ store: { outgoing }, now, tell }: ReportedDeps) {
  /** The letter that a report is about: by its Message-ID, else the last one to its recipient. */
  async function sentLetter({ report, references, from, quiet }: Letter): Promise<OutgoingLetter | undefined> {
    const about = [...(report?.about ?? []), ...references.toReversed()];
    const [named] = about.length > 0 ? await outgoing.byMessageIds(about) : [];
    if (named) return named;
    const recipients = report?.recipients ?? (quiet?.reason === 'auto-reply' ? [from.address] : []);
    return outgoing.latestTo(recipients, new Date(now().getTime() - RECENT));
  }

  /** Who is to hear of the answer to an invitation: the author of the letter it answers, else the one who the letter is for. */
  async function attended(letter: Letter): Promise<void> {
    const [about] = letter.references.length > 0 ? await outgoing.byMessageIds(letter.references.toReversed()) : [];
    const users = about ? [about.author] : letter.readers;
    for (const user of users) await tell({ kind: 'attends', user, letter, ...(about && { about }) });
  }

  async function bounced(sent: OutgoingLetter, { report }: Letter): Promise<void> {
    const reason: BounceReason = report?.reason ?? 'other';
    const detail = report?.detail ?? '';
    const changed = await outgoing.bounced(sent.id, reason, detail);
    if (changed) await tell({ kind: 'bounced', user: sent.author, outgoing: changed, reason, detail });
  }

  async function one(letter: Letter): Promise<void> {
    const { report, quiet, deliveredAt } = letter;
    if (letter.invitation?.method === 'reply') return attended(letter);
    const kind = report?.kind ?? (quiet?.reason === 'bounce' ? 'bounce' : 'absent');
    const isAway = !report && quiet?.reason === 'auto-reply';
    if (kind === 'absent' ? !isAway : !TOLD.has(kind)) return;
    const sent = await sentLetter(letter);
    if (!sent) return;
    const user = sent.author;
    if (isAway) await tell({ kind: 'away', user, outgoing: sent, letter });
    else if (kind === 'bounce') await bounced(sent, letter);
    else if (kind === 'read' && (await outgoing.read(sent.id, deliveredAt))) {
      await tell({ kind: 'read', user, outgoing: sent });
    } else if (kind === 'delay' && (await outgoing.late(sent.id, deliveredAt))) {
      await tell({ kind: 'late', user, outgoing: sent });
    }
  }

  return async (letters: readonly Letter[]): Promise<void> => {
    for (const letter of letters) await one(letter);
  };
}
