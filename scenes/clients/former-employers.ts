import type { Person } from '../../src/domain/client/client.ts';
import { showDay } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';

type Employed = Pick<Person, 'former'>;
/** What organizations are called, by id. */
type Names = ReadonlyMap<string, string>;

/** Whom somebody spoke for before, the latest first. */
export const formerly = ({ at, user }: Pick<Ctx, 'at' | 'user'>, { former = [] }: Employed, names: Names): string =>
  former
    .flatMap(({ organization, until }) =>
      until ? [`${names.get(organization) ?? '…'} (→ ${showDay(until, at, user)})`] : [],
    )
    .reverse()
    .join(', ');

/** Whom somebody may speak for besides their employer. */
export const besides = ({ former = [] }: Employed, names: Names): string =>
  former.flatMap(({ organization, until }) => (until ? [] : [names.get(organization) ?? '…'])).join(', ');
