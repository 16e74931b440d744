import type { Letter } from '../../src/domain/letter/letter.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import type { ListedLetter } from '../../src/store/letters/letter-model.ts';
import type { LetterRing } from '../../src/store/letters/letter-ring.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { type Card, redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { letterCard, letterLine, letterNames, readerOf } from './letter-card.ts';
import { mailLinks } from './links.ts';

const LISTED = 8;

/** Rings a manager's phone: with the letter's card, or, for many at once, with one summary. */
export const ringFor =
  (kit: Pick<Kit, 'store' | 'now'>) =>
  async (ring: LetterRing, call: Call): Promise<void> => {
    const user = await kit.store.users.get(ring.user);
    if (!user) return;
    const reader = readerOf(kit, user);
    const card =
      ring.kind === 'letter'
        ? letterCard(reader, ring.letter, await letterNames(kit.store, ring.letter))
        : summaryCard(kit, user, ring.letters);
    ring.rung(await sendCard(call, user.id, card));
  };

function summaryCard(kit: Pick<Kit, 'now'>, user: User, letters: readonly ListedLetter[]): Card {
  const reader = readerOf(kit, user);
  const { mail } = reader.t;
  const lines = letters.slice(0, LISTED).map((letter) => letterLine(letter, reader, 80));
  if (letters.length > LISTED) lines.push(mail.summaryMore(letters.length - LISTED));
  return {
    html: join([b(`📬 ${mail.summary(letters.length)}`), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: [[{ text: `📬 ${mail.openMail}`, data: mailLinks.list(0) }]],
  };
}

/**
 * Redraws a letter on every other phone that shows it, so that everybody sees at once who has taken it. Beside the tap that
 * caused it: nobody waits for other people's chats.
 */
export function redrawElsewhere(ctx: Ctx, letter: Letter): void {
  void everywhere(ctx.kit, letter, ctx.user.id).catch((error: unknown) =>
    ctx.kit.log('error', 'letter.redraw', { letter: letter.id, error }),
  );
}

/** The same where no tap caused it: on every phone that shows it. */
export function redrawEverywhere(kit: Kit, id: string, viewer: User): void {
  const redraw = async () => {
    const letter = await kit.store.letters.get(viewer, id);
    if (letter) await everywhere(kit, letter, 0);
  };
  void redraw().catch((error: unknown) => kit.log('error', 'letter.redraw', { letter: id, error }));
}

async function everywhere(kit: Kit, letter: Letter, except: number): Promise<void> {
  const names = await letterNames(kit.store, letter);
  const latest = new Map(
    letter.pushes.flatMap(({ user, message, state }) =>
      message !== undefined && state !== 'summed' && user !== except ? [[user, message] as const] : [],
    ),
  );
  for (const [id, message] of latest) {
    const user = await kit.store.users.get(id);
    if (!user) continue;
    try {
      await redrawCard(kit.call, id, message, letterCard(readerOf(kit, user), letter, names));
    } catch (error) {
      if (faultKind(error) === 'ours') throw error;
      kit.log('debug', 'letter.not-redrawn', { user: id, reason: String(error) });
    }
  }
}
