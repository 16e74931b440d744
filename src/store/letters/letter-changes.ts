import type { LetterState, QuietReason } from '../../domain/letter/letter.ts';
import type { Viewer } from '../../domain/rights.ts';
import type { LetterChanged, LetterViews } from './letter-views.ts';

/** A letter that is over with rings nobody any more. */
const silence = { $unset: { ringing: true } } as const;

/** What becomes of letters: taken, registered, excluded, brought back, removed. Each change is one update, within the viewer's rights. */
export function createLetterChanges({ model, seen, change }: LetterViews) {
  return {
    /** A manager begins to handle a letter. `over`: also one that somebody else has taken. */
    take: (viewer: Viewer, id: string, now: Date, over = false): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        over
          ? { state: { $in: ['new', 'taken', 'excluded'] } }
          : { $or: [{ state: { $in: ['new', 'excluded'] } }, { state: 'taken', 'taken.by': viewer.id }] },
        { $set: { state: 'taken', taken: { by: viewer.id, at: now } } },
      ),

    /** A manager does not handle it after all: it is what it was before, new or excluded. */
    async giveBack(viewer: Viewer, id: string): Promise<LetterChanged> {
      const back = (quiet: boolean, state: LetterState) =>
        change(
          viewer,
          id,
          { state: 'taken', 'taken.by': viewer.id, quiet: { $exists: quiet } },
          { $set: { state }, $unset: { taken: true } },
        );
      const given = await back(true, 'excluded');
      return given.outcome === 'done' ? given : back(false, 'new');
    },

    /** Notes the contact that a letter became, and who was first to make it one. */
    registered: (viewer: Viewer, id: string, contact: string, now: Date): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $nin: ['registered', 'removed'] } },
        {
          $set: { state: 'registered', contact, taken: { by: viewer.id, at: now } },
          $pull: { marks: viewer.id },
          ...silence,
        },
      ),

    /** It is not a contact after all, and wants handling again. */
    unregistered: (viewer: Viewer, id: string): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: 'registered', contact: id },
        { $set: { state: 'new' }, $unset: { contact: true, taken: true } },
      ),

    /** Notes who has answered it last. */
    async answered(id: string, by: number, at: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { answered: { by, at } } });
    },

    exclude: (viewer: Viewer, id: string, reason: QuietReason): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $in: ['new', 'taken'] } },
        {
          $set: { state: 'excluded', quiet: { reason, by: viewer.id } },
          $pull: { marks: viewer.id },
          $unset: { ringing: true, taken: true },
        },
      ),

    /** Brings an excluded letter back to be handled. */
    restore: (viewer: Viewer, id: string): Promise<LetterChanged> =>
      change(viewer, id, { state: 'excluded' }, { $set: { state: 'new' }, $unset: { quiet: true } }),

    /** Excludes every unhandled letter of a sender; returns how many. */
    async excludeFrom(viewer: Viewer, address: string): Promise<number> {
      const filter = await seen(viewer, { 'from.address': address, state: { $in: ['new', 'taken'] } });
      const { modifiedCount } = await model.updateMany(filter, {
        $set: { state: 'excluded', quiet: { reason: 'sender', by: viewer.id } },
        $unset: { ringing: true, taken: true },
      });
      return modifiedCount;
    },

    /** Brings back every letter of a sender that signs have kept quiet; returns how many. */
    async restoreFrom(viewer: Viewer, address: string): Promise<number> {
      const filter = await seen(viewer, { 'from.address': address, state: 'excluded', 'quiet.by': { $exists: false } });
      const { modifiedCount } = await model.updateMany(filter, { $set: { state: 'new' }, $unset: { quiet: true } });
      return modifiedCount;
    },

    /** Orders that a letter be taken away from the server: work that must happen. */
    remove: (viewer: Viewer, id: string, now: Date): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $ne: 'removed' } },
        {
          $set: { state: 'removed', due: { at: now, kind: 'remove', by: viewer.id }, lease: null, attempts: 0 },
          $pull: { marks: viewer.id },
          ...silence,
        },
      ),

    /** Sets the client of a letter that had none: the one its sender turned out to be. */
    async matched(id: string, match: { organization?: string; person?: string }): Promise<void> {
      await model.updateOne({ _id: id }, { $set: match });
    },
  };
}
