import { b, escapeHtml, join } from '../domain/html.ts';
import { administers } from '../domain/rights.ts';
import { languages } from '../domain/user.ts';
import { showTime } from '../i18n/dates.ts';
import { texts } from '../i18n/index.ts';
import { pack } from '../telegram/callback-data.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';
import { setMenuOf } from '../telegram/menu.ts';
import { defineScreen } from '../telegram/screen.ts';

const NAMES = { ru: 'Русский', en: 'English' } as const;

/** What a user can set about himself. */
export async function showSettings(ctx: Ctx): Promise<void> {
  const { t, user, at } = ctx;
  await ctx.show({
    html: join(
      [
        b(`⚙️ ${t.home.settings}`),
        escapeHtml(
          `🌍 ${t.home.zone}: ${user.zone}, ${showTime(at, user)}\n🗣 ${t.home.language}: ${NAMES[user.language]}`,
        ),
      ],
      '\n\n',
    ),
    rows: [
      [{ text: `🌍 ${t.home.zone}`, data: settingsScreen.data('zone') }],
      [{ text: `📲 ${t.calendar.feedTitle}`, data: pack('feed', 'show') }],
      languages.map((language) => ({
        text: `${language === user.language ? '● ' : ''}${NAMES[language]}`,
        data: settingsScreen.data('language', language),
      })),
    ],
  });
}

export const settingsScreen = defineScreen('set', {
  zone: (ctx) => beginDialog(ctx, 'time-zone'),
  async language(ctx, chosen) {
    const language = languages.find((one) => one === chosen);
    if (!language) return ctx.say(ctx.t.common.stale);
    ctx.user = (await ctx.kit.store.users.setLanguage(ctx.user.id, language)) ?? ctx.user;
    ctx.t = texts[language];
    if (administers(ctx.user)) await setMenuOf(ctx.kit.call, ctx.user);
    await ctx.say(ctx.t.home.languageSet);
    await showSettings(ctx);
  },
});
