import type { Contact } from '../../../src/domain/contact/contact.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { attachmentOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import type { Form } from '../../../src/telegram/dialogs/form.ts';
import { savedCard } from '../contact-saved.ts';
import { saidLines } from '../contact-text.ts';
import { fieldsOf } from './contact-draft.ts';
import { type ContactValues, contactFields } from './contact-fields.ts';

/** What the scenes that make a contact have in common: the fields, taking attachments, and saving under the draft's id. */
export const contactForm: Pick<Form<ContactValues>, 'fields' | 'attach' | 'below' | 'save'> = {
  fields: contactFields,
  below: ({ t }, values) => saidLines(t, values),

  attach(_ctx, message, values) {
    const attached = attachmentOf(message);
    if (!attached) return undefined;
    const { analytic, caption } = attached;
    return {
      analytics: [...(values.analytics ?? []), analytic],
      ...(caption && values.content === undefined && { content: caption }),
    };
  },

  async save(ctx, values, { draft }) {
    const described = fieldsOf(ctx, values);
    if ('error' in described) return described;
    const previous = values.about ? await ctx.kit.store.contacts.get(ctx.user, values.about.id) : undefined;
    const { contact } = await ctx.kit.store.contacts.create(ctx.user, draft, described.fields, {
      now: ctx.at,
      ...(previous && { previous }),
    });
    return { card: () => savedCard(ctx, contact, ctx.t.contact.saved) };
  },
};

/** The contact a dialog was opened about, if it is there and may be seen. */
export async function contactAbout(ctx: Ctx, values: { about?: { id: string } }): Promise<Contact | undefined> {
  return values.about && ctx.kit.store.contacts.get(ctx.user, values.about.id);
}
