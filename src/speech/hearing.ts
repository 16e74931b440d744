import type { Log } from '../domain/log.ts';
import { reasonOf } from '../domain/reason.ts';
import type { Result } from '../domain/result.ts';
import type { Language } from '../domain/user.ts';
import { isAway } from '../store/errors.ts';
import { type Note, type NoteHeard, type NoteRow, type Notes, toNote } from '../store/speech/notes.ts';
import type { Claim } from '../store/work/claim.ts';
import { type Recogniser, RecogniserAway, type Recording } from './recogniser.ts';

/*
 * Voice notes are heard in the background: claimed, heard, delivered into their speaker's chat as an update of its own,
 * completed. What was heard is stored before it is delivered, and the update's id follows from the note: after a crash the
 * note is heard or delivered again, and the chat drops what it has handled.
 */

export interface HearingDeps {
  notes: Notes;
  recogniser: Recogniser;
  now: () => Date;
  log: Log;
  /** The sound of a note; why there is none. */
  recordingOf(note: Note, signal: AbortSignal): Promise<Result<Recording, 'tooBig' | 'gone'>>;
  languageOf(user: number): Promise<Language>;
  /** Names that the speaker may say. */
  hintsFor?: (user: number) => Promise<readonly string[]>;
  /** Shows its speaker that a note is being heard; called again and again while it is. */
  show(note: Note): Promise<void>;
  /** Brings what was heard into the chat; resolves when it was handled there. */
  deliver(note: Note & { heard: NoteHeard }, signal: AbortSignal): Promise<void>;
  /** Tells the speaker that a note is kept and will be tried again, or that no one tries any more. Returns the card's message id. */
  tellLate(note: Note, given: 'up' | 'later'): Promise<number>;
  /** How often to look for notes that other instances kept or left, in milliseconds. */
  tickMs?: number;
}

/** Telegram shows a chat action for five seconds. */
const SHOWN_EVERY = 4500;
/** After so many tries, some three hours, only its speaker has it tried again. */
const TRIES = 24;

export function createHearing(deps: HearingDeps) {
  const { notes, recogniser, now, log, tickMs = 3000 } = deps;
  const { claims } = notes;
  const stopping = new AbortController();
  const running = new Map<NoteRow['_id'], Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;

  /** Looks for notes until none is left that could be heard now; a call meanwhile makes it look once more. */
  function look(): void {
    isWanted = true;
    looking ??= (async () => {
      while (isWanted && !stopping.signal.aborted) {
        isWanted = false;
        await startDue().catch((error: unknown) => log('warn', 'speech.unseen', { reason: reasonOf(error) }));
      }
    })().finally(() => {
      looking = undefined;
    });
  }

  async function startDue(): Promise<void> {
    const free = () => recogniser.atOnce - running.size;
    if (free() <= 0) return;
    // Notes that wait for an earlier one of their speaker are among those that are due.
    for (const id of await claims.due(now(), 20 * recogniser.atOnce)) {
      if (stopping.signal.aborted || free() <= 0) return;
      if (running.has(id)) continue;
      const claim = await claims.claim(id, now());
      if (!claim) continue;
      if (!claim.row.late && (await notes.hasEarlier(claim.row))) {
        await claims.release(claim);
        continue;
      }
      const work = claims
        .prolonged(claim, now, () => hearOne(claim))
        .finally(() => {
          running.delete(id);
          look();
        });
      running.set(id, work);
    }
  }

  /** One note, to its arrival or its next try. Never rejects. */
  async function hearOne(claim: Claim<NoteRow>): Promise<void> {
    try {
      const heard = claim.row.heard ?? (await listen(claim.row));
      if (!(await notes.setHeard(claim, now(), heard))) return;
      await deps.deliver({ ...toNote(claim.row), heard }, stopping.signal);
      await notes.close(claim, now());
      log('info', 'speech.heard', { note: claim.row._id, words: 'text' in heard, attempts: claim.row.attempts ?? 0 });
    } catch (error) {
      if (stopping.signal.aborted) return claims.release(claim).catch(() => {});
      await putOff(claim, error).catch((away: unknown) =>
        log('warn', 'speech.left', { note: claim.row._id, reason: reasonOf(away) }),
      );
    }
  }

  /** The words of a note, or why it has none. Errors: what may pass. */
  async function listen(row: NoteRow): Promise<NoteHeard> {
    const note = toNote(row);
    const show = () => void deps.show(note).catch(() => {});
    show();
    const shown = setInterval(show, SHOWN_EVERY);
    shown.unref();
    try {
      const recording = await deps.recordingOf(note, stopping.signal);
      if (!recording.ok) return { unheard: recording.reason };
      const [language, hints] = await Promise.all([deps.languageOf(note.user), deps.hintsFor?.(note.user) ?? []]);
      const heard = await recogniser.hear(recording.value, { language, hints, signal: stopping.signal });
      return heard.ok ? { text: heard.value.text, unsure: [...heard.value.unsure] } : { unheard: heard.reason };
    } finally {
      clearInterval(shown);
    }
  }

  /** Keeps the note for a later try. Its speaker is told once, and once more when no one tries any more. */
  async function putOff(claim: Claim<NoteRow>, error: unknown): Promise<void> {
    const { _id: note, attempts = 0, card, late } = claim.row;
    // A recogniser that is away is the operator's trouble, a database that is away is told of elsewhere.
    const isKnown = error instanceof RecogniserAway || isAway(error);
    log(isKnown ? 'warn' : 'error', 'speech.failed', {
      note,
      attempts,
      ...(isKnown ? { reason: reasonOf(error) } : { error }),
    });
    const isLast = attempts + 1 >= TRIES;
    if (!late || isLast) {
      const told = await deps.tellLate(toNote(claim.row), isLast ? 'up' : 'later').catch(() => card);
      if (told !== undefined && !(await notes.setLate(claim, now(), told))) return;
    }
    if (isLast) await notes.rest(claim);
    else await claims.fail(claim, now());
    // Those that were said after it need not wait.
    look();
  }

  return {
    start(): void {
      unsubscribe = notes.onKept(look);
      timer = setInterval(look, tickMs);
      timer.unref();
      look();
    },
    /** Notes under way are given back, for the next start or another instance. */
    async stop(): Promise<void> {
      stopping.abort();
      clearInterval(timer);
      unsubscribe?.();
      await looking;
      await Promise.all(running.values());
      await recogniser.close();
    },
  };
}

export type Hearing = ReturnType<typeof createHearing>;
