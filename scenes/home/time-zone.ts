import { escapeHtml } from '../../src/domain/text/html.ts';
import { findZone, OFFERED_ZONES, zoneName } from '../../src/domain/time/zone-names.ts';
import { showTime } from '../../src/i18n/dates.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { homeRows } from './home.ts';
import { timeZoneDialog } from './links.ts';

type ZoneValues = { zone?: string };

const zoneField: Field<string, ZoneValues> = {
  icon: '🌍',
  label: (t) => t.home.zone,
  place: 'main',
  ask: () => true,
  show: (zone, ctx) => zoneName(zone, ctx.user.language),
  prompt(ctx) {
    const offered = OFFERED_ZONES.map((zone) => ({ text: zone[ctx.user.language], arg: zone.id }));
    const rows = [];
    for (let i = 0; i < offered.length; i += 2) rows.push(offered.slice(i, i + 2));
    return { question: ctx.t.form.askZone, rows };
  },
  tap: (ctx, arg) =>
    OFFERED_ZONES.some(({ id }) => id === arg) ? { set: { zone: arg } } : { error: ctx.t.form.badZone },
  take(ctx, message) {
    const zone = message.text === undefined ? undefined : findZone(message.text);
    return zone === undefined ? { error: ctx.t.form.badZone } : { set: { zone } };
  },
};

/** Asks for the time zone, which Telegram does not tell. Passed over, the assumed one stays. */
export const timeZoneScene = defineForm<ZoneValues>(timeZoneDialog, {
  title: (t) => `🌍 ${t.form.zoneTitle}`,
  direct: true,
  fields: { zone: zoneField },
  async save(ctx, { zone = ctx.user.zone }) {
    ctx.user = (await ctx.kit.store.users.setZone(ctx.user.id, zone)) ?? ctx.user;
    await ctx.kit.store.savedReports.rezone(ctx.user, ctx.at);
    const word = ctx.t.home.zoneSet(zoneName(zone, ctx.user.language), showTime(ctx.at, ctx.user));
    return { card: { html: escapeHtml(`${word}\n\n${ctx.t.home.how}`), rows: homeRows(ctx) } };
  },
});
