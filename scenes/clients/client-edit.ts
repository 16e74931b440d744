import type { Organization } from '../../src/domain/client/client.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Card, grid } from '../../src/telegram/messages/card.ts';
import { organizationLinks } from './links.ts';

/** The fields of an organization that can be edited, in the order of their buttons. */
export const organizationFields = [
  'name',
  'manager',
  'phones',
  'emails',
  'taxNumber',
  'address',
  'site',
  'tags',
  'keepInTouch',
  'note',
] as const;
export type OrganizationField = (typeof organizationFields)[number];

/** What a field is now, as the form wants it: shown while the new value is asked. */
export async function currentValue({ kit }: Ctx, organization: Organization, field: OrganizationField) {
  if (field === 'address') {
    return organization.addresses.length > 0 ? { address: organization.addresses.join('; ') } : {};
  }
  if (field !== 'manager') {
    const value = organization[field];
    return value === undefined || (typeof value !== 'number' && value.length === 0) ? {} : { [field]: value };
  }
  const { manager } = organization;
  const name = manager === undefined ? undefined : (await kit.store.users.named([manager])).get(manager);
  return name === undefined ? {} : { manager: { id: String(manager), name } };
}

/** One button for each field: a tap asks for its new value. */
export function editCard(ctx: Ctx, organization: Organization): Card {
  const { t } = ctx;
  const label = (field: OrganizationField) =>
    field === 'manager' || field === 'tags' || field === 'keepInTouch' ? t.clients[field] : t.client.field[field];
  const button = (field: OrganizationField) => ({
    text: `✏️ ${label(field)}`,
    data: organizationLinks.field(organization.id, organization.revision, field),
  });
  return {
    html: join([b(`🏢 ${organization.name}`), escapeHtml(t.clients.editWhat)], '\n\n'),
    rows: [
      ...grid(organizationFields.map(button), 2),
      [{ text: `‹ ${t.common.back}`, data: organizationLinks.open(organization.id) }],
    ],
  };
}
