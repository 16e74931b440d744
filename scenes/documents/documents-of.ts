import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { NONE, type PointerValues, pointer } from '../journal/filter-dialogs.ts';
import { documentsCard } from './document-list.ts';
import { documentLookOf } from './document-look.ts';
import { documentsOfDialog } from './links.ts';

type Values = PointerValues & { look?: (string | undefined)[] };

/** Chooses the client whose documents are looked at. */
export const documentsOfScene = defineForm<Values, 'look'>(documentsOfDialog, {
  title: (t) => `📄 ${t.document.title}`,
  direct: true,
  fields: { found: pointer<Values>('organization', { none: false }) },
  left: (ctx, { look = [] }) => documentsCard(ctx, documentLookOf(...look), 0),
  save: async (ctx, { look = [], found }) =>
    found === undefined || found === NONE
      ? { error: ctx.t.common.stale, field: 'found' }
      : { card: () => documentsCard(ctx, { ...documentLookOf(...look), organization: found.id }, 0) },
});
