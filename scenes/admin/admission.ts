import { type Admission, admissionOf, admissions } from '../../src/domain/user.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';

/** As what newcomers are let in: the choice is the administrator's, on the card of the request. */

export const isAdmission = (text: string | undefined): text is Admission => admissions.some((one) => one === text);

export const ADMISSION_ICONS: Record<Admission, string> = { manager: '👤', own: '🔒', supervisor: '🔭' };

/** What administrators set to be offered first. */
export async function firstOffered({ store }: Pick<Kit, 'store'>): Promise<Admission> {
  const { newRole, newOwnOnly } = await store.settings.get();
  return admissionOf({ role: newRole, ownOnly: newOwnOnly });
}

/** Approve, which lets in as what is offered first, beside what else is decided; and a row for each other choice. */
export const admissionRows = (
  t: Texts,
  first: Admission,
  data: (as: Admission) => CallbackData,
  beside: Button[],
): Button[][] => [
  [{ text: `✅ ${t.home.approve}`, data: data(first) }, ...beside],
  ...admissions
    .filter((one) => one !== first)
    .map((as) => [{ text: `${ADMISSION_ICONS[as]} ${t.admin.approveAs(t.admin.admission[as])}`, data: data(as) }]),
];
