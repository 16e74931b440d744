import { showPhone } from '../../src/domain/client/phone.ts';
import type { Ref } from '../../src/domain/contact/contact.ts';
import { derivedId } from '../../src/domain/id.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { alikeBelow, alikeChoices, type Warned, warnedOf, watched } from './alike.ts';
import { organizationCard } from './client-card.ts';
import { clientFields, type NewClientValues, type Speaker } from './client-fields.ts';
import { newClientDialog } from './links.ts';

const NAME = 200;
const DROP = 'drop';

/** The one that the client was met through; the answer is another name, or that there is to be none. */
const speaker: Field<Speaker, NewClientValues> = {
  icon: '👤',
  label: (t) => t.contact.field.person,
  place: 'main',
  fits: ({ speaker: known }) => known !== undefined,
  show: ({ name, emails, phones }) => [name, ...emails, ...phones.map((phone) => showPhone(phone))].join(', '),
  prompt: (ctx) => ({
    question: ctx.t.clients.askSpeaker,
    rows: [[{ text: `✖️ ${ctx.t.clients.noSpeaker}`, arg: DROP }]],
  }),
  tap: (ctx, arg) => (arg === DROP ? { set: { speaker: undefined } } : { error: ctx.t.common.stale }),
  take(_ctx, message, { values }) {
    const name = cut(clean(message.text ?? '').trim(), NAME);
    return name === '' || !values.speaker ? undefined : { set: { speaker: { ...values.speaker, name } } };
  },
};

/** The client that was meant: opened, or given to the dialog that asked for one. */
async function savedAs(ctx: Ctx, { id }: Ref): Promise<Saved> {
  const organization = await ctx.kit.store.organizations.get(ctx.user, id);
  if (!organization) return { error: ctx.t.common.gone };
  return {
    outcome: { id: organization.id, name: organization.name },
    card: () => organizationCard(ctx, organization),
  };
}

/** A new organization. It belongs to the user who enters it, unless said otherwise. */
export const newClientScene = defineForm<NewClientValues, keyof Warned>(newClientDialog, {
  title: (t) => `🏢 ${t.form.newClientTitle}`,
  fields: {
    ...clientFields,
    name: watched<string, NewClientValues>('o', clientFields.name),
    phones: watched<string[], NewClientValues>('o', clientFields.phones),
    emails: watched<string[], NewClientValues>('o', clientFields.emails),
    taxNumber: watched<string, NewClientValues>('o', clientFields.taxNumber),
    speaker,
  },
  begin: async (ctx, values) => ({
    manager: { id: String(ctx.user.id), name: ctx.user.name },
    ...(await warnedOf(ctx, 'o', values)),
  }),
  below: alikeBelow,
  choices: alikeChoices<NewClientValues>('🏢'),
  async save(ctx, values, { draft, caller }) {
    const { name, address, manager, phones = [], emails = [], speaker: person, alike: _, existing, ...rest } = values;
    if (existing) return savedAs(ctx, existing);
    if (!name) return { error: ctx.t.form.needed(ctx.t.client.field.name), field: 'name' };
    const { organizations, persons } = ctx.kit.store;
    const organization = await organizations.create(
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
    if (person) {
      const id = derivedId('speaker', draft);
      await persons.create({ ...person, id, organization: organization.id }, ctx.at, ctx.user.id);
    }
    if (!caller) await ctx.say(`${ctx.t.contact.saved}: ${organization.name}`);
    return {
      outcome: { id: organization.id, name: organization.name },
      card: () => organizationCard(ctx, organization),
    };
  },
});
