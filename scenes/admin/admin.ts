import { countryName } from '../../src/domain/client/country.ts';
import { asCountry } from '../../src/domain/client/phone.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { type Admission, admissions, admitted } from '../../src/domain/user.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { mailboxLinks, sendersLinks } from '../mail/links.ts';
import { forAdministrators } from './admin-guard.ts';
import { ADMISSION_ICONS, firstOffered, isAdmission } from './admission.ts';
import { healthCard } from './health.ts';
import { adminLinks, countryDialog, dictionaryLinks, usersLinks } from './links.ts';

/** `/admin`: what administrators have to do with. */
export async function showAdmin(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  await ctx.show({
    html: b(`🛠 ${t.admin.title}`),
    rows: [
      [{ text: `👥 ${t.admin.users}`, data: usersLinks.list(0) }],
      [{ text: `📚 ${t.admin.dictionaries}`, data: dictionaryLinks.kinds() }],
      [{ text: `📮 ${t.mail.mailboxes.title}`, data: mailboxLinks.list() }],
      [
        { text: `⚙️ ${t.admin.settings}`, data: adminLinks.settings() },
        { text: `🩺 ${t.admin.health}`, data: adminLinks.health() },
      ],
    ],
  });
}

const backRow = ({ t }: Ctx) => [{ text: `‹ ${t.admin.title}`, data: adminLinks.open() }];

/** The settings of the whole journal. */
export async function settingsCard(ctx: Ctx): Promise<Card> {
  const { t, kit, user } = ctx;
  const country = asCountry((await kit.store.settings.get()).country);
  const first = await firstOffered(kit);
  const mark = (as: Admission) => (as === first ? '● ' : '');
  return {
    html: join(
      [
        b(`⚙️ ${t.admin.settings}`),
        escapeHtml(t.admin.settingsBody(kit.zone, kit.botName)),
        escapeHtml(t.admin.countryBody(country && countryName(country, user.language))),
        escapeHtml(t.admin.offeredFirst),
      ],
      '\n\n',
    ),
    rows: [
      [{ text: `📭 ${t.letter.excludedSenders}`, data: sendersLinks.list(0) }],
      [{ text: `☎️ ${t.admin.country}`, data: adminLinks.country() }],
      ...admissions.map((as) => [
        { text: `${mark(as)}${ADMISSION_ICONS[as]} ${t.admin.admission[as]}`, data: adminLinks.newcomers(as) },
      ]),
      backRow(ctx),
    ],
  };
}

/** Messages from before a supervisor could be let in carry a switch: own only, or not. */
const OLD_SWITCH: Record<string, Admission> = { 0: 'manager', 1: 'own' };

export const adminScreen = defineScreen(
  adminLinks,
  forAdministrators({
    open: showAdmin,
    async settings(ctx) {
      await ctx.show(await settingsCard(ctx));
    },
    country: (ctx) => beginDialog(ctx, countryDialog, { back: adminLinks.settings() }),
    async health(ctx) {
      await ctx.show(await healthCard(ctx));
    },
    async newcomers(ctx, said) {
      const as = OLD_SWITCH[said ?? ''] ?? said;
      if (!isAdmission(as)) return ctx.say(ctx.t.common.stale);
      const { role, ownOnly } = admitted[as];
      await ctx.kit.store.settings.set(ctx.user, { newRole: role, newOwnOnly: ownOnly });
      await ctx.say(ctx.t.admin.offeredFirstNow(ctx.t.admin.admission[as]));
      await ctx.show(await settingsCard(ctx));
    },
  }),
);
