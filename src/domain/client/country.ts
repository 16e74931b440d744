import zones from 'countries-and-timezones';
import { asCountry, type CountryCode } from './phone.ts';

/** The country of an IANA zone, whose national numbers are meant there; undefined where a zone is not a country's ("UTC"). */
export function countryOf(zone: string | undefined): CountryCode | undefined {
  return zone === undefined ? undefined : asCountry(zones.getCountryForTimezone(zone)?.id);
}
