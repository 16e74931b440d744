import { countryOf } from '../domain/client/country.ts';
import { asCountry, type CountryCode } from '../domain/client/phone.ts';
import type { Ctx } from './context.ts';

/**
 * The country whose phones a user writes without its code: the one that administrators set for all, else that of the zone
 * the user chose. Undefined where neither is known: a zone that is only assumed says nothing, and the number stays as it is typed.
 */
export async function homeCountry({ user, kit }: Pick<Ctx, 'user' | 'kit'>): Promise<CountryCode | undefined> {
  const { country } = await kit.store.settings.get();
  return asCountry(country) ?? (user.zoneChosen ? countryOf(user.zone) : undefined);
}
