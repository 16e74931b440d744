import type { Ref } from '../../../domain/contact/contact.ts';
import { isId } from '../../../domain/id.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import { callOf, type DialogTaking } from '../dialog-ref.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

interface Values {
  organization?: Ref;
  documents?: Ref[];
}

const SHOWN = 6;

interface DocumentsOptions<V> extends Pick<Field<Ref[], V>, 'icon' | 'label' | 'place'> {
  /** The dialog that registers a document; its outcome joins the answer. */
  create: DialogTaking<{ number?: string; organization?: Ref }>;
}

/** The documents a contact is about: chosen among the client's, found by number, or created in a dialog of its own. */
export function documents<V extends Values>({ create, ...rest }: DocumentsOptions<V>): Field<Ref[], V> {
  const set = (list: Ref[]) => ({ set: named<V>('documents', list) });
  const toggled = (list: Ref[], one: Ref) =>
    list.some(({ id }) => id === one.id) ? list.filter(({ id }) => id !== one.id) : [...list, one];

  return {
    ...rest,
    show: (list) => list.map(({ name }) => name).join(', '),
    async prompt(ctx, { values, scratch }) {
      const { form } = ctx.t;
      const query = typeof scratch.query === 'string' ? scratch.query : undefined;
      const chosen = values.documents ?? [];
      const found = await candidates(ctx, values.organization?.id, query);
      const others = found.filter(({ id }) => !chosen.some((one) => one.id === id));
      const creating = query === undefined ? form.newDocument : form.newDocumentNumbered(query);
      return {
        question: form.askDocuments,
        rows: [
          ...chosen.map(({ id, name }) => [{ text: `✅ ${name}`, arg: id }]),
          ...others.map(({ id, name }) => [{ text: name, arg: id }]),
          [{ text: `➕ ${creating}`, arg: '+' }],
        ],
      };
    },
    async tap(ctx, arg, { values, scratch }) {
      const { organization, documents: chosen = [] } = values;
      if (arg === '+') {
        const number = typeof scratch.query === 'string' ? { number: scratch.query } : {};
        return callOf(create, { ...number, ...(organization && { organization }) });
      }
      const [document] = isId(arg) ? await ctx.kit.store.documents.seen(ctx.user, [arg]) : [];
      return document
        ? set(toggled(chosen, { id: document.id, name: `№ ${document.number}` }))
        : { error: ctx.t.common.gone };
    },
    take(_ctx, message) {
      const query = message.text && cut(clean(message.text).trim(), 60);
      return query ? { stay: { query } } : undefined;
    },
    returned: (outcome, values) => named<V>('documents', toggled(values.documents ?? [], outcome as Ref)),
  };
}

async function candidates(ctx: Ctx, organization: string | undefined, query: string | undefined): Promise<Ref[]> {
  const { documents: register } = ctx.kit.store;
  const found = await (query === undefined
    ? register.latest(ctx.user, organization, SHOWN)
    : register.byNumber(ctx.user, query, SHOWN));
  return found.map(({ id, number }) => ({ id, name: `№ ${number}` }));
}
