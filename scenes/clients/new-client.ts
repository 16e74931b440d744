import { showPhone } from '../../src/domain/client/phone.ts';
import { derivedId } from '../../src/domain/id.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { organizationCard } from './client-card.ts';
import { clientFields, type NewClientValues, type Speaker } from './client-fields.ts';
import { newClientDialog } from './links.ts';

const NAME = 200;
const DROP = 'drop';

/** Whoever the client was met through; the answer is another name, or that there is to be none. */
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

/** A new organization. It belongs to the user who enters it, unless said otherwise. */
export const newClientScene = defineForm<NewClientValues>(newClientDialog, {
  title: (t) => `🏢 ${t.form.newClientTitle}`,
  fields: { ...clientFields, speaker },
  begin: (ctx) => ({ manager: { id: String(ctx.user.id), name: ctx.user.name } }),
  async save(ctx, { name, address, manager, phones = [], emails = [], speaker: person, ...rest }, { draft, caller }) {
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
