import type { Person } from '../../src/domain/client/client.ts';
import { showPhone } from '../../src/domain/client/phone.ts';
import { showTags } from '../../src/domain/client/tags.ts';
import { isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { backOf, cameFrom, wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { copyRows } from '../shared/copies.ts';
import { pageOf } from '../shared/pages.ts';
import { contactsCard, showJournalOf } from './client-contacts.ts';
import { glimpseButtons, glimpseLine } from './client-glimpse.ts';
import { noteLines } from './client-note.ts';
import { besides, formerly } from './former-employers.ts';
import { editPersonDialog, mergeDialog, organizationLinks, personLinks } from './links.ts';

/** The fields of a person that can be edited, in the order of their buttons. */
export const personFieldNames = [
  'name',
  'organization',
  'position',
  'phones',
  'emails',
  'telegram',
  'tags',
  'note',
] as const;
export type PersonField = (typeof personFieldNames)[number];

const line = (icon: string, label: string, value: string | undefined): Html[] =>
  value ? [escapeHtml(`${icon} ${label}: ${value}`)] : [];

const employerOf = (ctx: Ctx, person: Person) =>
  person.organization === undefined ? undefined : ctx.kit.store.organizations.get(ctx.user, person.organization);

/** The person's card. */
export async function personCard(ctx: Ctx, person: Person): Promise<Card> {
  const { t, user, kit } = ctx;
  const whose = { person: await kit.store.persons.aliases(person.id) };
  const [firms, employer, next, last] = await Promise.all([
    kit.store.organizations.named((person.former ?? []).map(({ organization }) => organization)),
    employerOf(ctx, person),
    kit.store.clientContacts.next(user, whose),
    kit.store.clientContacts.last(user, whose),
  ]);
  const { field } = t.client;
  const { clients } = t;
  return {
    html: join(
      [
        b(`👤 ${person.name}`),
        ...line('🏢', t.contact.field.organization, employer?.name),
        ...line('💼', field.position, person.position),
        ...line('📞', field.phones, person.phones.map(showPhone).join(', ')),
        ...line('✉️', field.emails, person.emails.join(', ')),
        ...line('✈️', clients.telegram, person.telegram),
        ...line('🏷', clients.tags, person.tags && showTags(person.tags)),
        ...line('🏢', clients.besides, besides(person, firms)),
        ...line('🏢', clients.formerly, formerly(ctx, person, firms)),
        ...noteLines(field.note, person.note),
        escapeHtml(''),
        glimpseLine(ctx, `⏭ ${clients.next}`, clients.nextNone, next),
        glimpseLine(ctx, `⏮ ${clients.last}`, clients.lastNone, last),
      ],
      '\n',
    ),
    rows: [
      glimpseButtons(ctx, next, last, personLinks.open(person.id)),
      ...copyRows(person),
      ...actions(ctx, person, employer?.id),
    ],
  };
}

function actions(ctx: Ctx, { id, name }: Person, employer: string | undefined): Button[][] {
  const { t, user } = ctx;
  const { clients } = t;
  const act = (text: string, action: 'new' | 'plan' | 'contacts' | 'edit' | 'merge') => ({
    text,
    data: personLinks[action](id),
  });
  return [
    [act(`📒 ${clients.newContact}`, 'new'), act(`📅 ${clients.plan}`, 'plan')],
    [act(`🗂 ${clients.allContacts}`, 'contacts'), act(`✏️ ${clients.edit}`, 'edit')],
    [...(supervises(user) ? [act(`🧬 ${t.merge.merge}`, 'merge')] : []), { text: `↗️ ${clients.share}`, inline: name }],
    ...(employer === undefined ? [] : [[{ text: `🏢 ${clients.toClient}`, data: organizationLinks.open(employer) }]]),
    // Two buttons to one place are one too many.
    ...(employer !== undefined && backOf(ctx, id) === organizationLinks.open(employer) ? [] : wayBack(ctx, id)),
  ];
}

async function personOf(ctx: Ctx, id: string | undefined): Promise<Person | undefined> {
  const person = isId(id) ? await ctx.kit.store.persons.get(ctx.user, id) : undefined;
  if (!person) await ctx.say(ctx.t.clients.absentPerson);
  return person;
}

/** Shows a person's card, or says that there is none. `back`: the data of the button that leads to where one came from. */
export async function showPerson(ctx: Ctx, id: string | undefined, ...back: (string | undefined)[]): Promise<void> {
  const person = await personOf(ctx, id);
  if (!person) return;
  cameFrom(ctx, person.id, ...back);
  await ctx.show(await personCard(ctx, person));
}

const begin =
  (dialog: typeof newContactDialog) =>
  async (ctx: Ctx, id?: string): Promise<void> => {
    const person = await personOf(ctx, id);
    if (!person) return;
    const employer = await employerOf(ctx, person);
    await beginDialog(ctx, dialog, {
      values: {
        person: { id: person.id, name: person.name },
        ...(employer && { organization: { id: employer.id, name: employer.name } }),
      },
      back: personLinks.open(person.id),
    });
  };

/** What a field is now, as the form wants it: shown while the new value is asked. */
async function currentValue(ctx: Ctx, person: Person, field: PersonField) {
  if (field === 'organization') {
    const employer = await employerOf(ctx, person);
    return employer ? { organization: { id: employer.id, name: employer.name } } : {};
  }
  const value = person[field];
  return value === undefined || value.length === 0 ? {} : { [field]: value };
}

function editCard(ctx: Ctx, person: Person): Card {
  const { t } = ctx;
  const label = (field: PersonField) => {
    if (field === 'organization') return t.contact.field.organization;
    return field === 'telegram' || field === 'tags' ? t.clients[field] : t.client.field[field];
  };
  const button = (field: PersonField) => ({
    text: `✏️ ${label(field)}`,
    data: personLinks.field(person.id, person.revision, field),
  });
  return {
    html: join([b(`👤 ${person.name}`), escapeHtml(t.clients.editWhat)], '\n\n'),
    rows: [
      ...grid(personFieldNames.map(button), 2),
      [{ text: `‹ ${t.common.back}`, data: personLinks.open(person.id) }],
    ],
  };
}

export const personScreen = defineScreen(personLinks, {
  open: showPerson,
  new: begin(newContactDialog),
  plan: begin(planContactDialog),
  async contacts(ctx, id, page) {
    const person = await personOf(ctx, id);
    if (!person) return;
    const whose = { person: await ctx.kit.store.persons.aliases(person.id) };
    await ctx.show(
      await contactsCard(ctx, person.name, whose, pageOf(page), {
        to: (target) => personLinks.contacts(person.id, target),
        back: personLinks.open(person.id),
        journal: personLinks.journal(person.id),
      }),
    );
  },
  async journal(ctx, id) {
    const person = await personOf(ctx, id);
    if (person) await showJournalOf(ctx, { person: person.id }, personLinks.contacts(person.id, 0));
  },
  async edit(ctx, id) {
    const person = await personOf(ctx, id);
    if (person) await ctx.show(editCard(ctx, person));
  },
  async field(ctx, id, revision, name) {
    const person = await personOf(ctx, id);
    if (!person) return;
    const field = personFieldNames.find((one) => one === name);
    if (!field || String(person.revision) !== revision) {
      await ctx.say(ctx.t.common.stale);
      await ctx.show(await personCard(ctx, person));
      return;
    }
    await beginDialog(ctx, editPersonDialog, {
      field,
      back: personLinks.open(person.id),
      values: {
        about: { id: person.id, name: person.name, revision: person.revision, field },
        ...(await currentValue(ctx, person, field)),
      },
    });
  },
  async merge(ctx, id) {
    const person = await personOf(ctx, id);
    if (!person) return;
    if (!supervises(ctx.user)) return ctx.say(ctx.t.home.noAccess);
    await beginDialog(ctx, mergeDialog, {
      values: { about: { kind: 'p', id: person.id, name: person.name } },
      back: personLinks.open(person.id),
    });
  },
});
