import zones from 'countries-and-timezones';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js';
import { asCountry, type CountryCode } from './phone.ts';

const LONGEST = 60;
const LANGUAGES = ['ru', 'en'] as const;
const naming = new Map(LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type: 'region' })]));
/** "США" beside "Соединенные Штаты". */
const short = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', style: 'short' }));

/** The country of an IANA zone, whose national numbers are meant there; undefined where a zone is not a country's ("UTC"). */
export function countryOf(zone: string | undefined): CountryCode | undefined {
  return zone === undefined ? undefined : asCountry(zones.getCountryForTimezone(zone)?.id);
}

/** What a country is called. */
export const countryName = (country: CountryCode, language: 'ru' | 'en'): string =>
  naming.get(language)?.of(country) ?? country;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A country by its name in either language, the beginning of it, its code of two letters, or the code its phones begin with. */
export function findCountry(text: string): CountryCode | undefined {
  const wanted = plain(text.slice(0, LONGEST));
  if (wanted === '') return undefined;
  const byCode = asCountry(wanted.toUpperCase());
  if (byCode) return byCode;
  const named = getCountries().map((country) => ({
    country,
    names: [...naming.values(), ...short].map((names) => plain(names.of(country) ?? '')),
  }));
  const exact = named.find(({ names }) => names.includes(wanted));
  if (exact) return exact.country;
  const digits = wanted.replace(/\s/g, '');
  const some = /^\d{1,4}$/.test(digits)
    ? getCountries().filter((country) => getCountryCallingCode(country) === digits)
    : named.filter(({ names }) => names.some((name) => name.startsWith(wanted))).map(({ country }) => country);
  // "+7" is dialled in two countries, "+1" in many: which one is not to be guessed.
  return some.length === 1 ? some[0] : undefined;
}
