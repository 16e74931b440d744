import { countryName, countryOf, findCountry } from '../../src/domain/client/country.ts';
import { asCountry } from '../../src/domain/client/phone.ts';
import { administers } from '../../src/domain/rights.ts';
import { clean } from '../../src/domain/text/html.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { settingsCard } from './admin.ts';
import { countryDialog } from './links.ts';

type CountryValues = { country?: string };

const OFFERED = 6;
/** That no country is set for all. */
const BY_ZONE = '-';

const countryField: Field<string, CountryValues> = {
  icon: '☎️',
  label: (t) => t.admin.country,
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (code, { t, user }) => {
    const country = asCountry(code);
    return country ? countryName(country, user.language) : t.admin.byZone;
  },
  async prompt({ t, kit, user }) {
    const { country } = await kit.store.settings.get();
    const people = await kit.store.users.active();
    const known = [...new Set([asCountry(country), ...people.map(({ zone }) => countryOf(zone))])]
      .filter((one) => one !== undefined)
      .slice(0, OFFERED);
    const mark = (code: string, text: string) => ({
      text: code === country ? `● ${text}` : text,
      arg: code || BY_ZONE,
    });
    return {
      question: t.admin.askCountry,
      rows: [[mark('', t.admin.byZone)], ...known.map((one) => [mark(one, countryName(one, user.language))])],
    };
  },
  tap: (ctx, arg) => (arg === BY_ZONE || asCountry(arg) ? { set: { country: arg } } : { error: ctx.t.common.stale }),
  take(ctx, message) {
    if (message.text === undefined) return undefined;
    const country = findCountry(clean(message.text));
    return country ? { set: { country } } : { error: ctx.t.admin.badCountry };
  },
};

/** Sets the country whose phones are written without its code, for all users. */
export const countryScene = defineForm<CountryValues>(countryDialog, {
  title: (t) => `☎️ ${t.admin.country}`,
  direct: true,
  left: (ctx) => settingsCard(ctx),
  fields: { country: countryField },
  async save(ctx, { country = BY_ZONE }) {
    if (!administers(ctx.user)) return { error: ctx.t.home.noAccess };
    await ctx.kit.store.settings.set(ctx.user, { country: country === BY_ZONE ? '' : country });
    return { card: () => settingsCard(ctx) };
  },
});
