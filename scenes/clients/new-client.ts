import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { organizationCard } from './client-card.ts';
import { type ClientValues, clientFields } from './client-fields.ts';
import { newClientDialog } from './links.ts';

/** A new organization. It belongs to the user who enters it, unless said otherwise. */
export const newClientScene = defineForm<ClientValues>(newClientDialog, {
  title: (t) => `🏢 ${t.form.newClientTitle}`,
  fields: clientFields,
  begin: (ctx) => ({ manager: { id: String(ctx.user.id), name: ctx.user.name } }),
  async save(ctx, { name, address, manager, phones = [], emails = [], ...rest }, { draft, caller }) {
    if (!name) return { error: ctx.t.form.needed(ctx.t.client.field.name), field: 'name' };
    const organization = await ctx.kit.store.organizations.create(
      {
        ...rest,
        id: draft,
        name,
        phones,
        emails,
        addresses: address ? [address] : [],
        ...(manager && { manager: Number(manager.id) }),
      },
      ctx.at,
      ctx.user.id,
    );
    if (!caller) await ctx.say(`${ctx.t.contact.saved}: ${organization.name}`);
    return {
      outcome: { id: organization.id, name: organization.name },
      card: () => organizationCard(ctx, organization),
    };
  },
});
