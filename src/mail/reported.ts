import type { Letter } from '../domain/letter/letter.ts';
import type { OutgoingLetter } from '../domain/letter/outgoing.ts';
import type { BounceReason } from '../domain/letter/report.ts';
import type { Store } from '../store/index.ts';
import type { SentNews } from './send/send.ts';

/** So long after a letter left a report that names only its recipient is about it, in milliseconds. */
const RECENT = 5 * 86_400_000;

export interface ReportedDeps {
  store: Pick<Store, 'outgoing'>;
  now: () => Date;
  tell: (news: SentNews) => Promise<void>;
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

  async function one(letter: Letter): Promise<void> {
    const { report, quiet } = letter;
    const isAway = quiet?.reason === 'auto-reply' && !report;
    if (!isAway && report?.kind !== 'bounce' && report?.kind !== 'read' && quiet?.reason !== 'bounce') return;
    const sent = await sentLetter(letter);
    if (!sent) return;
    if (isAway) return tell({ kind: 'away', user: sent.author, outgoing: sent, letter });
    if (report?.kind === 'read') {
      if (await outgoing.read(sent.id, letter.deliveredAt))
        await tell({ kind: 'read', user: sent.author, outgoing: sent });
      return;
    }
    if (report?.kind !== 'bounce' && report !== undefined) return;
    const reason: BounceReason = report?.reason ?? 'other';
    const detail = report?.detail ?? '';
    const changed = await outgoing.bounced(sent.id, reason, detail);
    if (changed) await tell({ kind: 'bounced', user: sent.author, outgoing: changed, reason, detail });
  }

  return async (letters: readonly Letter[]): Promise<void> => {
    for (const letter of letters) await one(letter);
  };
}
