import { isId } from '../../src/domain/id.ts';
import { type CalendarKind, type Period, periodOn, periodRange } from '../../src/domain/time/period.ts';
import type { DocumentFilter } from '../../src/store/documents/documents.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** Which documents a list shows; the buttons under the list carry all of it. */
export interface DocumentLook {
  /** A stretch of the number. Sought by it, the rest does not count. */
  number?: string;
  /** Id of a document type. */
  type?: string;
  organization?: string;
  period?: Period & { anchor: string };
}

/** Periods of documents, by the letter that a button carries. */
export const PERIOD_LETTERS = { m: 'month', q: 'quarter', y: 'year' } as const satisfies Record<string, CalendarKind>;
const isLetter = (letter: string): letter is keyof typeof PERIOD_LETTERS => Object.hasOwn(PERIOD_LETTERS, letter);

/** Whether a period is one that a list of documents can be narrowed to. */
export const isLookedAt = (period: Period): period is Period & { anchor: string } =>
  Object.values(PERIOD_LETTERS).some((kind) => kind === period.kind);

/** What a button carries of a look: `m202611` stands for November 2026. */
export const carriedLook = ({ type, organization, period }: DocumentLook) =>
  [type, organization, period && `${period.kind.slice(0, 1)}${period.anchor.slice(0, 7).replace('-', '')}`] as const;

/** The look that a button carries, which is anybody's input. */
export function documentLookOf(type?: string, organization?: string, period?: string): DocumentLook {
  const known = periodOf(period);
  return {
    ...(isId(type) && { type }),
    ...(isId(organization) && { organization }),
    ...(known && { period: known }),
  };
}

function periodOf(carried = ''): DocumentLook['period'] {
  const [, letter = '', year, month] = /^(\w)(\d{4})(0[1-9]|1[0-2])$/.exec(carried) ?? [];
  if (!isLetter(letter) || year === undefined) return undefined;
  const period = periodOn(PERIOD_LETTERS[letter], `${year}-${month}-01`);
  return 'anchor' in period ? period : undefined;
}

/** The same for the store. A document bears a day without a zone: periods are counted in UTC. */
export async function filterOfLook({ kit }: Ctx, look: DocumentLook): Promise<DocumentFilter> {
  const { number, type, organization, period } = look;
  return {
    ...(number !== undefined && { number }),
    ...(type !== undefined && { type }),
    ...(organization !== undefined && { organization: await kit.store.organizations.aliases(organization) }),
    ...(period && { dated: periodRange(period, 'UTC') }),
  };
}
