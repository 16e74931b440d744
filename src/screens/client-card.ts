import type { Organization } from '../domain/client.ts';
import { b, cut, escapeHtml, type Html, join } from '../domain/html.ts';
import { isId } from '../domain/id.ts';
import { showPhone } from '../domain/phone.ts';
import { supervises } from '../domain/rights.ts';
import { showDay, showWhen } from '../i18n/dates.ts';
import type { Glimpse } from '../store/client-contacts.ts';
import { type CallbackData, pack } from '../telegram/callback-data.ts';
import type { Button, Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';
import { defineScreen } from '../telegram/screen.ts';
import { contactsCard, showJournalOf } from './client-contacts.ts';
import { openFrom } from './contact-card.ts';
import { channelIcon, statusMark } from './contact-line.ts';
import { PAGE, pageOf, pageRow } from './pages.ts';
import { personScreen } from './person-card.ts';

const NOTE_LIMIT = 700;
/** Persons named on the card itself; the list has them all. */
const PERSONS = 4;

/** The fields of an organization that can be edited, in the order of their buttons. */
export const organizationFields = [
  'name',
  'manager',
  'phones',
  'emails',
  'taxNumber',
  'address',
  'site',
  'note',
] as const;
export type OrganizationField = (typeof organizationFields)[number];

const line = (icon: string, label: string, value: string | undefined): Html[] =>
  value ? [escapeHtml(`${icon} ${label}: ${value}`)] : [];

/** A next step or last contact in a line; of somebody else's, for whoever sees own ones only, just the date. */
export function glimpseLine(ctx: Ctx, label: string, none: string, glimpse: Glimpse | undefined): Html {
  const { t, at, user } = ctx;
  if (!glimpse) return escapeHtml(`${label}: ${none}`);
  if (!glimpse.contact) return escapeHtml(`${label}: ${showDay(glimpse.start, at, user)}, ${t.clients.busy}`);
  const { contact } = glimpse;
  const what = `${statusMark(contact, at)} ${showWhen(contact.start, at, user)} ${channelIcon(contact.channel)}`;
  const about = (contact.result ?? contact.content ?? '').split('\n')[0] ?? '';
  return escapeHtml(`${label}: ${cut(`${what} ${about}`.trim(), 120)}`);
}

/** Buttons that open the next step and the last contact, where the viewer may see them. */
export function glimpseButtons({ t }: Ctx, next: Glimpse | undefined, last: Glimpse | undefined, back: CallbackData) {
  const open = (text: string, glimpse: Glimpse | undefined): Button[] =>
    glimpse?.contact ? [{ text, data: openFrom(glimpse.contact.id, back) }] : [];
  return [...open(`⏭ ${t.clients.next}`, next), ...open(`⏮ ${t.clients.last}`, last)];
}

/** The organization's card: who it is, who speaks for it, what was last and what is next. */
export async function organizationCard(ctx: Ctx, organization: Organization): Promise<Card> {
  const { t, user, kit } = ctx;
  const { organizations, persons, clientContacts, users } = kit.store;
  const whose = { organization: await organizations.aliases(organization.id) };
  const [people, next, last, managers] = await Promise.all([
    persons.of(user, organization.id, PERSONS + 1),
    clientContacts.next(user, whose),
    clientContacts.last(user, whose),
    users.named(organization.manager === undefined ? [] : [organization.manager]),
  ]);
  const { field } = t.client;
  const { clients } = t;
  const html = join(
    [
      b(`🏢 ${organization.name}`),
      ...line('🧑‍💼', clients.manager, managers.get(organization.manager ?? 0) ?? clients.managerNone),
      ...line('📞', field.phones, organization.phones.map(showPhone).join(', ')),
      ...line('✉️', field.emails, organization.emails.join(', ')),
      ...line('🧾', field.taxNumber, organization.taxNumber),
      ...line('📍', field.address, organization.addresses.join('; ')),
      ...line('🌐', field.site, organization.site),
      ...line('🗒', field.note, organization.note && cut(organization.note, NOTE_LIMIT)),
      escapeHtml(''),
      glimpseLine(ctx, `⏭ ${clients.next}`, clients.nextNone, next),
      glimpseLine(ctx, `⏮ ${clients.last}`, clients.lastNone, last),
    ],
    '\n',
  );
  const shown = people.slice(0, PERSONS);
  return {
    html,
    rows: [
      ...shown.map((person) => [
        {
          text: `👤 ${person.position ? `${person.name}, ${person.position}` : person.name}`,
          data: personScreen.data('open', person.id),
        },
      ]),
      glimpseButtons(ctx, next, last, organizationScreen.data('open', organization.id)),
      ...actions(ctx, organization, people.length > PERSONS),
    ],
  };
}

function actions({ t, user }: Ctx, { id, name }: Organization, manyPersons: boolean): Button[][] {
  const { clients } = t;
  const act = (text: string, action: 'new' | 'plan' | 'contacts' | 'persons' | 'person' | 'edit' | 'merge') => ({
    text,
    data: organizationScreen.data(action, id),
  });
  return [
    [act(`📒 ${clients.newContact}`, 'new'), act(`📅 ${clients.plan}`, 'plan')],
    [act(`🗂 ${clients.allContacts}`, 'contacts'), act(`➕ ${t.form.newPerson}`, 'person')],
    [
      ...(manyPersons ? [act(`👥 ${clients.persons}`, 'persons')] : []),
      { text: `📄 ${t.document.title}`, data: pack('doc', 'client', id) },
    ],
    [act(`✏️ ${clients.edit}`, 'edit'), { text: `↗️ ${clients.share}`, inline: name }],
    ...(supervises(user) ? [[act(`🧬 ${t.merge.merge}`, 'merge')]] : []),
  ];
}

/** The organization that a button names, if the viewer may see it; else says that there is none. */
async function organizationOf(ctx: Ctx, id: string | undefined): Promise<Organization | undefined> {
  const organization = isId(id) ? await ctx.kit.store.organizations.get(ctx.user, id) : undefined;
  if (!organization) await ctx.say(ctx.t.clients.absent);
  return organization;
}

/** Shows an organization's card, or says that there is none. */
export async function showOrganization(ctx: Ctx, id: string | undefined): Promise<void> {
  const organization = await organizationOf(ctx, id);
  if (organization) await ctx.show(await organizationCard(ctx, organization));
}

/** The client of a new contact as the contact's form wants it: the person too, where there is only one. */
async function clientValues(ctx: Ctx, { id, name }: Organization) {
  const [only, ...others] = await ctx.kit.store.persons.of(ctx.user, id, 2);
  return {
    organization: { id, name, several: others.length > 0 },
    ...(only && others.length === 0 && { person: { id: only.id, name: only.name } }),
  };
}

const begin =
  (scene: 'new' | 'plan') =>
  async (ctx: Ctx, id?: string): Promise<void> => {
    const organization = await organizationOf(ctx, id);
    if (organization) await beginDialog(ctx, scene, { values: await clientValues(ctx, organization) });
  };

async function personsCard(ctx: Ctx, organization: Organization, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const people = await kit.store.persons.of(user, organization.id, 1000);
  const shown = people.slice(page * PAGE, (page + 1) * PAGE);
  return {
    html: join(
      [
        b(`👥 ${t.clients.personsOf(organization.name)}`),
        escapeHtml(people.length > 0 ? t.clients.count(people.length, people.length === 1000) : t.clients.personsNone),
      ],
      '\n',
    ),
    rows: [
      ...shown.map((person) => [
        {
          text: `👤 ${person.position ? `${person.name}, ${person.position}` : person.name}`,
          data: personScreen.data('open', person.id),
        },
      ]),
      ...pageRow(ctx, page, people.length, (to) => organizationScreen.data('persons', organization.id, to)),
      [{ text: `‹ ${t.clients.toClient}`, data: organizationScreen.data('open', organization.id) }],
    ],
  };
}

/** What a field is now, as the form wants it: shown while the new value is asked. */
async function currentValue({ kit }: Ctx, organization: Organization, field: OrganizationField) {
  if (field === 'address') {
    return organization.addresses.length > 0 ? { address: organization.addresses.join('; ') } : {};
  }
  if (field !== 'manager') {
    const value = organization[field];
    return value === undefined || value.length === 0 ? {} : { [field]: value };
  }
  const { manager } = organization;
  const name = manager === undefined ? undefined : (await kit.store.users.named([manager])).get(manager);
  return name === undefined ? {} : { manager: { id: String(manager), name } };
}

/** One button for each field: a tap asks for its new value. */
function editCard(ctx: Ctx, organization: Organization): Card {
  const { t } = ctx;
  const label = (field: OrganizationField) => (field === 'manager' ? t.clients.manager : t.client.field[field]);
  const button = (field: OrganizationField) => ({
    text: `✏️ ${label(field)}`,
    data: organizationScreen.data('field', organization.id, organization.revision, field),
  });
  const rows: Button[][] = [];
  for (let i = 0; i < organizationFields.length; i += 2) rows.push(organizationFields.slice(i, i + 2).map(button));
  return {
    html: join([b(`🏢 ${organization.name}`), escapeHtml(t.clients.editWhat)], '\n\n'),
    rows: [...rows, [{ text: `‹ ${t.common.back}`, data: organizationScreen.data('open', organization.id) }]],
  };
}

export const organizationScreen = defineScreen('o', {
  open: showOrganization,
  new: begin('new'),
  plan: begin('plan'),
  async contacts(ctx, id, page) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const whose = { organization: await ctx.kit.store.organizations.aliases(organization.id) };
    await ctx.show(
      await contactsCard(ctx, organization.name, whose, pageOf(page), {
        to: (target) => organizationScreen.data('contacts', organization.id, target),
        back: organizationScreen.data('open', organization.id),
        journal: organizationScreen.data('journal', organization.id),
      }),
    );
  },
  async journal(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (organization) await showJournalOf(ctx, { organization: organization.id });
  },
  async persons(ctx, id, page) {
    const organization = await organizationOf(ctx, id);
    if (organization) await ctx.show(await personsCard(ctx, organization, pageOf(page)));
  },
  async person(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const values = { organization: { id: organization.id, name: organization.name } };
    await beginDialog(ctx, 'new-person', { values });
  },
  async edit(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (organization) await ctx.show(editCard(ctx, organization));
  },
  async field(ctx, id, revision, name) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const field = organizationFields.find((one) => one === name);
    if (!field || String(organization.revision) !== revision) {
      await ctx.say(ctx.t.common.stale);
      await ctx.show(await organizationCard(ctx, organization));
      return;
    }
    await beginDialog(ctx, 'edit-client', {
      field,
      values: {
        about: { id: organization.id, name: organization.name, revision: organization.revision, field },
        ...(await currentValue(ctx, organization, field)),
      },
    });
  },
  async merge(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    if (!supervises(ctx.user)) return ctx.say(ctx.t.home.noAccess);
    await beginDialog(ctx, 'merge', {
      values: { about: { kind: 'o', id: organization.id, name: organization.name } },
    });
  },
});
