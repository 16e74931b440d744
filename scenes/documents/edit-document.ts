import type { DocumentChange } from '../../src/store/documents/documents.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { tapOperation } from '../contacts/contact-card.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import { type DocumentField, documentCard, isDocumentField } from './document-card.ts';
import { type DocumentValues, dateHere, dateOf, documentFields } from './document-fields.ts';
import { editDocumentDialog } from './links.ts';

type EditValues = Omit<DocumentValues, 'about'> & { about?: { id: string; revision: number } };

const changes: Record<DocumentField, (values: EditValues, ctx: Ctx) => DocumentChange> = {
  type: ({ type }) => ({ type: type?.id }),
  number: ({ number }) => (number === undefined ? {} : { number }),
  date: ({ date }, ctx) => ({ date: dateOf(ctx, date) }),
  // An amount that is gone has no currency.
  amount: ({ amount, currency }) => ({ amount, currency: amount === undefined ? undefined : currency }),
  currency: ({ currency }) => ({ currency }),
  organization: ({ organization }) => ({ organization: organization?.id }),
  firm: ({ firm }) => ({ firm: firm?.id }),
  file: ({ file }) => ({ file }),
};

async function documentAbout(ctx: Ctx, { about }: EditValues) {
  return about && ctx.kit.store.documents.get(ctx.user, about.id);
}

/** Changes one field of a document. */
export const editDocumentScene = defineForm<EditValues, 'about'>(editDocumentDialog, {
  topic: draftTopic,
  title: (t) => `✏️ ${t.document.editTitle}`,
  direct: true,
  terse: true,
  fields: documentFields,
  async begin(ctx, values) {
    const document = await documentAbout(ctx, values);
    if (!document) return {};
    const { number, date, amount, currency, file } = document;
    const { dictionaries, organizations } = ctx.kit.store;
    const [words, clients] = await Promise.all([
      dictionaries.many([document.type, document.firm].filter((id) => id !== undefined)),
      organizations.named(document.organization === undefined ? [] : [document.organization]),
    ]);
    const ref = (id: string | undefined, name: string | undefined) =>
      id === undefined ? undefined : { id, name: name ?? id };
    const refs = {
      type: ref(document.type, words.get(document.type ?? '')?.name[ctx.user.language]),
      firm: ref(document.firm, words.get(document.firm ?? '')?.name[ctx.user.language]),
      organization: ref(document.organization, clients.get(document.organization ?? '')),
    };
    const given = { number, date: dateHere(ctx, date), amount, currency, file, ...refs };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  },
  async left(ctx, values) {
    const document = await documentAbout(ctx, values);
    return document && documentCard(ctx, document);
  },
  async save(ctx, values, { draft, trail }) {
    const field = trail.at(-1);
    const { about } = values;
    if (!about || !isDocumentField(field)) return { error: ctx.t.document.absent };
    const operation = tapOperation(ctx, about.revision, draft);
    const changed = await ctx.kit.store.documents.change(ctx.user, about.id, operation, changes[field](values, ctx));
    if (changed.outcome === 'absent') return { error: ctx.t.document.absent };
    await ctx.say(changed.outcome === 'overtaken' ? ctx.t.document.overtaken : ctx.t.contact.changed);
    return { card: () => documentCard(ctx, changed.document) };
  },
});
