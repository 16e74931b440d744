import type { Organization } from '../../src/domain/client/client.ts';
import { type CountryCode, showPhone } from '../../src/domain/client/phone.ts';
import { showTags } from '../../src/domain/client/tags.ts';
import { isWrongTaxNumber } from '../../src/domain/client/tax-number.ts';
import { isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { cameFrom, wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { homeCountry } from '../../src/telegram/home-country.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { documentLinks } from '../documents/links.ts';
import { copyRows } from '../shared/copies.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { pageOf } from '../shared/pages.ts';
import { contactsCard, showJournalOf } from './client-contacts.ts';
import { currentValue, editCard, organizationFields } from './client-edit.ts';
import { glimpseButtons, glimpseLine } from './client-glimpse.ts';
import { noteLines } from './client-note.ts';
import { personHit, personsCard } from './client-persons.ts';
import { editClientDialog, mergeDialog, newPersonDialog, organizationLinks, personLinks } from './links.ts';

/** Phones and addresses add up with each merge; what is said of the next step is to stay in sight below them. */
const VALUE_LIMIT = 700;
/** Persons named on the card itself; the list has them all. */
const PERSONS = 4;

const line = (icon: string, label: string, value: string | 0 | undefined): Html[] =>
  value ? [escapeHtml(`${icon} ${label}: ${cut(value, VALUE_LIMIT)}`)] : [];

/** A tax number that cannot be right is shown as it is, and marked. */
const taxShown = (value: string | undefined, mark: string, country: CountryCode | undefined): string | undefined =>
  value !== undefined && isWrongTaxNumber(value, country) ? `${value} ⚠️ ${mark}` : value;

/** The organization's card: who it is, who speaks for it, what was last and what is next. */
export async function organizationCard(ctx: Ctx, organization: Organization): Promise<Card> {
  const { t, user, kit } = ctx;
  const { organizations, persons, clientContacts, users } = kit.store;
  const whose = { organization: await organizations.aliases(organization.id) };
  const [country, people, next, last, managers] = await Promise.all([
    organization.taxNumber === undefined ? undefined : homeCountry(ctx),
    persons.of(user, organization.id, PERSONS + 1),
    clientContacts.next(user, whose),
    clientContacts.last(user, whose),
    users.named(organization.manager === undefined ? [] : [organization.manager]),
  ]);
  const { field } = t.client;
  const { clients } = t;
  const shown = people.slice(0, PERSONS);
  const html = join(
    [
      b(`🏢 ${organization.name}`),
      ...line('🧑‍💼', clients.manager, managers.get(organization.manager ?? 0) ?? clients.managerNone),
      ...line('📞', field.phones, organization.phones.map(showPhone).join(', ')),
      ...line('✉️', field.emails, organization.emails.join(', ')),
      ...line('🧾', field.taxNumber, taxShown(organization.taxNumber, clients.wrongTaxNumber, country)),
      ...line('📍', field.address, organization.addresses.join('; ')),
      ...line('🌐', field.site, organization.site),
      ...line('🏷', clients.tags, organization.tags && showTags(organization.tags)),
      ...line('🤝', clients.keepInTouch, organization.keepInTouch && clients.everyDays(organization.keepInTouch)),
      ...noteLines(field.note, organization.note),
      ...(shown.length > 0 ? [escapeHtml(''), numberedText(shown.map(personHit))] : []),
      escapeHtml(''),
      glimpseLine(ctx, `⏭ ${clients.next}`, clients.nextNone, next),
      glimpseLine(ctx, `⏮ ${clients.last}`, clients.lastNone, last),
    ],
    '\n',
  );
  return {
    html,
    rows: [
      ...numberButtons(
        shown.map(({ id }) => personLinks.open(id, organizationLinks.open(organization.id))),
        1,
        '👤 ',
      ),
      glimpseButtons(ctx, next, last, organizationLinks.open(organization.id)),
      ...copyRows({ ...organization, number: organization.taxNumber }),
      ...actions(ctx, organization, people.length > PERSONS),
      ...wayBack(ctx, organization.id),
    ],
  };
}

function actions({ t, user }: Ctx, { id, name }: Organization, manyPersons: boolean): Button[][] {
  const { clients } = t;
  const act = (text: string, action: 'new' | 'plan' | 'contacts' | 'persons' | 'person' | 'edit' | 'merge') => ({
    text,
    data: organizationLinks[action](id),
  });
  return [
    [act(`📒 ${clients.newContact}`, 'new'), act(`📅 ${clients.plan}`, 'plan')],
    [act(`🗂 ${clients.allContacts}`, 'contacts'), act(`➕ ${t.form.newPerson}`, 'person')],
    [
      ...(manyPersons ? [act(`👥 ${clients.persons}`, 'persons')] : []),
      { text: `📄 ${t.document.title}`, data: documentLinks.client(id) },
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

/** Shows an organization's card, or says that there is none. `back`: the data of the button that leads to where one came from. */
export async function showOrganization(ctx: Ctx, id: string | undefined, ...back: (string | undefined)[]) {
  const organization = await organizationOf(ctx, id);
  if (!organization) return;
  cameFrom(ctx, organization.id, ...back);
  await ctx.show(await organizationCard(ctx, organization));
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
  (dialog: typeof newContactDialog) =>
  async (ctx: Ctx, id?: string): Promise<void> => {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const values = await clientValues(ctx, organization);
    await beginDialog(ctx, dialog, { values, back: organizationLinks.open(organization.id) });
  };

export const organizationScreen = defineScreen(organizationLinks, {
  open: showOrganization,
  new: begin(newContactDialog),
  plan: begin(planContactDialog),
  async contacts(ctx, id, page) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const whose = { organization: await ctx.kit.store.organizations.aliases(organization.id) };
    await ctx.show(
      await contactsCard(ctx, organization.name, whose, pageOf(page), {
        to: (target) => organizationLinks.contacts(organization.id, target),
        back: organizationLinks.open(organization.id),
        journal: organizationLinks.journal(organization.id),
      }),
    );
  },
  async journal(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (organization)
      await showJournalOf(ctx, { organization: organization.id }, organizationLinks.contacts(organization.id, 0));
  },
  async persons(ctx, id, page) {
    const organization = await organizationOf(ctx, id);
    if (organization) await ctx.show(await personsCard(ctx, organization, pageOf(page)));
  },
  async person(ctx, id) {
    const organization = await organizationOf(ctx, id);
    if (!organization) return;
    const values = { organization: { id: organization.id, name: organization.name } };
    await beginDialog(ctx, newPersonDialog, { values, back: organizationLinks.open(organization.id) });
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
    await beginDialog(ctx, editClientDialog, {
      field,
      back: organizationLinks.open(organization.id),
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
    await beginDialog(ctx, mergeDialog, {
      values: { about: { kind: 'o', id: organization.id, name: organization.name } },
      back: organizationLinks.open(organization.id),
    });
  },
});
