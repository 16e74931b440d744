import { type QuietHours, rulesOf } from '../../src/domain/reminder/reminder-rules.ts';
import { showClock } from '../../src/domain/reminder/reminder-words.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { zoneName } from '../../src/domain/time/zone-names.ts';
import { languageNames, languages } from '../../src/domain/user.ts';
import { showTime } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { showLeads } from '../../src/telegram/dialogs/fields/leads.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { setMenuOf } from '../../src/telegram/messages/command-menu.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { feedLinks } from '../calendar/links.ts';
import { signatureDialog, templateLinks } from '../mail/links.ts';
import { setDigestDialog, setEveningDialog, setLeadsDialog, setQuietDialog } from '../reminders/links.ts';
import { weekLetterLinks } from '../reports/links.ts';
import { settingsLinks, timeZoneDialog } from './links.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];

export const showQuiet = ({ from, to }: QuietHours): string => `${showClock(from)}–${showClock(to)}`;

function showDays({ t }: Ctx, days: readonly number[]): string {
  if (days.length === 0 || days.length === WEEK.length) return t.reminder.everyDay;
  return WEEK.filter((day) => days.includes(day))
    .map((day) => t.reminder.weekdays[day - 1])
    .join(', ');
}

/** What users can set for themselves. */
export function settingsCard(ctx: Ctx): Card {
  const { t, user, at } = ctx;
  const { leads, quiet, digestAt, eveningAt, workingDays } = rulesOf(user);
  const clock = (minute: number | undefined) => (minute === undefined ? t.reminder.off : showClock(minute));
  const lines = [
    `🌍 ${t.home.zone}: ${zoneName(user.zone, user.language)}, ${showTime(at, user)}`,
    `🗣 ${t.home.language}: ${languageNames[user.language]}`,
    `⏰ ${t.reminder.leads}: ${showLeads(leads, ctx)}`,
    `🌙 ${t.reminder.quiet}: ${quiet ? showQuiet(quiet) : t.reminder.off}`,
    `☀️ ${t.reminder.digest}: ${clock(digestAt)}`,
    `🌆 ${t.reminder.evening}: ${clock(eveningAt)}`,
    `📆 ${t.reminder.workingDays}: ${showDays(ctx, workingDays)}`,
    `✍️ ${t.letter.signature}: ${user.signature ? cut(user.signature.split('\n')[0] ?? '', 40) : t.letter.noSignature}`,
    `↩️ ${t.letter.answers}: ${answersAre(ctx)}, ${user.quotes === false ? t.letter.quoteOff : t.letter.quoteOn}`,
  ];
  return {
    html: join([b(`⚙️ ${t.home.settings}`), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: [
      [
        { text: `⏰ ${t.reminder.leads}`, data: settingsLinks.leads() },
        { text: `🌙 ${t.reminder.quiet}`, data: settingsLinks.quiet() },
      ],
      [
        { text: `☀️ ${t.reminder.digest}`, data: settingsLinks.digest() },
        { text: `🌆 ${t.reminder.evening}`, data: settingsLinks.evening() },
      ],
      [
        { text: `📆 ${t.reminder.workingDays}`, data: settingsLinks.days() },
        { text: `🌍 ${t.home.zone}`, data: settingsLinks.zone() },
      ],
      [
        { text: `✍️ ${t.letter.signature}`, data: settingsLinks.signature() },
        {
          text: `💬 ${user.quotes === false ? t.letter.quoteOn : t.letter.quoteOff}`,
          data: settingsLinks.quotes(user.quotes === false ? 1 : 0),
        },
      ],
      [
        {
          text: `↩️ ${t.letter.answers}: ${user.answers === 'ask' ? t.letter.answersRegister : t.letter.answersAsk}`,
          data: settingsLinks.answers(user.answers === 'ask' ? 'register' : 'ask'),
        },
      ],
      [{ text: `📄 ${t.letter.templates}`, data: templateLinks.list() }],
      [
        { text: `📲 ${t.calendar.feedTitle}`, data: feedLinks.show() },
        { text: `📬 ${t.report.letter.setting}`, data: weekLetterLinks.setting() },
      ],
      languages.map((language) => ({
        text: `${language === user.language ? '● ' : ''}${languageNames[language]}`,
        data: settingsLinks.language(language),
      })),
    ],
  };
}

const answersAre = ({ t, user }: Ctx): string =>
  user.answers === 'ask' ? t.letter.answersAsk : t.letter.answersRegister;

export const showSettings = async (ctx: Ctx): Promise<void> => {
  await ctx.show(settingsCard(ctx));
};

/** The days of the week, each switched by a tap. */
async function showWorkingDays(ctx: Ctx): Promise<void> {
  const { t, user } = ctx;
  const day = (number: number) => ({
    text: `${user.workingDays.includes(number) ? '✅' : '▫️'} ${t.reminder.weekdays[number - 1]}`,
    data: settingsLinks.day(number, user.workingDays.includes(number) ? 0 : 1),
  });
  await ctx.show({
    html: join([b(`📆 ${t.reminder.workingDays}`), escapeHtml(t.reminder.askDays)], '\n\n'),
    rows: [
      WEEK.slice(0, 4).map(day),
      WEEK.slice(4).map(day),
      [{ text: `‹ ${t.common.back}`, data: settingsLinks.show() }],
    ],
  });
}

export const settingsScreen = defineScreen(settingsLinks, {
  show: showSettings,
  zone: (ctx) => beginDialog(ctx, timeZoneDialog),
  leads: (ctx) => beginDialog(ctx, setLeadsDialog),
  quiet: (ctx) => beginDialog(ctx, setQuietDialog),
  digest: (ctx) => beginDialog(ctx, setDigestDialog),
  evening: (ctx) => beginDialog(ctx, setEveningDialog),
  days: showWorkingDays,
  /** The button says what the day becomes, so that a tap that comes twice changes nothing more. */
  async day(ctx, number, on) {
    const day = WEEK.find((one) => String(one) === number);
    if (!day) return ctx.say(ctx.t.common.stale);
    const { workingDays } = ctx.user;
    const others = workingDays.filter((one) => one !== day);
    const days = on === '1' ? [...others, day].sort() : others;
    ctx.user = (await ctx.kit.store.users.setReminders(ctx.user.id, { workingDays: days })) ?? ctx.user;
    await showWorkingDays(ctx);
  },
  signature: (ctx) => beginDialog(ctx, signatureDialog),
  async quotes(ctx, on) {
    ctx.user = (await ctx.kit.store.users.setMail(ctx.user.id, { quotes: on === '1' })) ?? ctx.user;
    await showSettings(ctx);
  },
  async answers(ctx, how) {
    const answers = how === 'ask' ? 'ask' : 'register';
    ctx.user = (await ctx.kit.store.users.setMail(ctx.user.id, { answers })) ?? ctx.user;
    await showSettings(ctx);
  },
  async language(ctx, chosen) {
    const language = languages.find((one) => one === chosen);
    if (!language) return ctx.say(ctx.t.common.stale);
    ctx.user = (await ctx.kit.store.users.setLanguage(ctx.user.id, language)) ?? ctx.user;
    ctx.t = texts[language];
    await setMenuOf(ctx.kit.call, ctx.user);
    await ctx.say(ctx.t.home.languageSet);
    await showSettings(ctx);
  },
});
