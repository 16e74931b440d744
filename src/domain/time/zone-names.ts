import type { Language } from '../user.ts';
import { isZone } from './zone.ts';

/** The zones most of our users live in, offered as buttons: name in both languages, IANA id. */
export const OFFERED_ZONES = [
  { id: 'Europe/Kaliningrad', ru: 'Калининград', en: 'Kaliningrad' },
  { id: 'Europe/Moscow', ru: 'Москва', en: 'Moscow' },
  { id: 'Europe/Samara', ru: 'Самара', en: 'Samara' },
  { id: 'Asia/Yekaterinburg', ru: 'Екатеринбург', en: 'Yekaterinburg' },
  { id: 'Asia/Omsk', ru: 'Омск', en: 'Omsk' },
  { id: 'Asia/Novosibirsk', ru: 'Новосибирск', en: 'Novosibirsk' },
  { id: 'Asia/Irkutsk', ru: 'Иркутск', en: 'Irkutsk' },
  { id: 'Asia/Vladivostok', ru: 'Владивосток', en: 'Vladivostok' },
  { id: 'Asia/Almaty', ru: 'Алматы', en: 'Almaty' },
  { id: 'Europe/Minsk', ru: 'Минск', en: 'Minsk' },
  { id: 'Europe/London', ru: 'Лондон', en: 'London' },
  { id: 'Europe/Berlin', ru: 'Берлин', en: 'Berlin' },
  { id: 'America/New_York', ru: 'Нью-Йорк', en: 'New York' },
  { id: 'America/Los_Angeles', ru: 'Лос-Анджелес', en: 'Los Angeles' },
] as const;

/** Short and other names that people type; never shown. */
const ALIASES: Record<string, string> = {
  мск: 'Europe/Moscow',
  msk: 'Europe/Moscow',
  спб: 'Europe/Moscow',
  spb: 'Europe/Moscow',
  екб: 'Asia/Yekaterinburg',
  нск: 'Asia/Novosibirsk',
  'new york city': 'America/New_York',
  nyc: 'America/New_York',
  la: 'America/Los_Angeles',
  kyiv: 'Europe/Kyiv',
  kiev: 'Europe/Kyiv',
};

/** Further cities by the name people type; the IANA list knows them by another city, or in Latin letters only. */
const CITIES: Record<string, string> = {
  питер: 'Europe/Moscow',
  'санкт-петербург': 'Europe/Moscow',
  казань: 'Europe/Moscow',
  'нижний новгород': 'Europe/Moscow',
  'ростов-на-дону': 'Europe/Moscow',
  краснодар: 'Europe/Moscow',
  воронеж: 'Europe/Moscow',
  сочи: 'Europe/Moscow',
  саратов: 'Europe/Saratov',
  волгоград: 'Europe/Volgograd',
  астрахань: 'Europe/Astrakhan',
  ульяновск: 'Europe/Ulyanovsk',
  ижевск: 'Europe/Samara',
  уфа: 'Asia/Yekaterinburg',
  пермь: 'Asia/Yekaterinburg',
  челябинск: 'Asia/Yekaterinburg',
  тюмень: 'Asia/Yekaterinburg',
  красноярск: 'Asia/Krasnoyarsk',
  томск: 'Asia/Tomsk',
  барнаул: 'Asia/Barnaul',
  кемерово: 'Asia/Novokuznetsk',
  'улан-удэ': 'Asia/Irkutsk',
  чита: 'Asia/Chita',
  якутск: 'Asia/Yakutsk',
  хабаровск: 'Asia/Vladivostok',
  магадан: 'Asia/Magadan',
  'южно-сахалинск': 'Asia/Sakhalin',
  'петропавловск-камчатский': 'Asia/Kamchatka',
  астана: 'Asia/Almaty',
  ташкент: 'Asia/Tashkent',
  тбилиси: 'Asia/Tbilisi',
  ереван: 'Asia/Yerevan',
  баку: 'Asia/Baku',
  киев: 'Europe/Kyiv',
  рига: 'Europe/Riga',
  дубай: 'Asia/Dubai',
  стамбул: 'Europe/Istanbul',
};

/** People write a hyphen or a space, as it comes. */
const spaced = (name: string): string => name.toLowerCase().replace(/[\s-]+/g, ' ');
const NAMED = new Map([
  ...Object.entries({ ...CITIES, ...ALIASES }).map(([name, id]) => [spaced(name), id] as const),
  ...OFFERED_ZONES.flatMap(({ id, ru, en }) => [[spaced(ru), id] as const, [spaced(en), id] as const]),
]);

/** The IANA zone that somebody means by a city, an IANA name or an offset like `UTC+5`; undefined where none is meant. */
export function findZone(typed: string): string | undefined {
  if (typed.length > 60) return undefined;
  const text = typed.trim().toLowerCase().replace(/ё/g, 'е');
  if (text.length < 2) return undefined;
  const known = NAMED.get(spaced(text)) ?? fromMoscow(text) ?? ofOffset(text);
  if (known) return known;
  const slug = text.replace(/\s+/g, '_');
  const all = Intl.supportedValuesOf('timeZone');
  const exact = all.find((zone) => zone.toLowerCase() === slug || zone.toLowerCase().endsWith(`/${slug}`));
  return exact ?? (isZone(typed.trim()) && typed.includes('/') ? typed.trim() : undefined);
}

/** What people call a zone: the city it is offered by, or known by; `UTC+5` for a fixed offset. */
export function zoneName(zone: string, language: Language): string {
  const offered = OFFERED_ZONES.find(({ id }) => id === zone);
  if (offered) return offered[language];
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(zone) ?? [];
  if (sign) return `UTC${sign === '-' ? '+' : '-'}${hours}`;
  const [city] = (language === 'ru' && Object.entries(CITIES).find(([, id]) => id === zone)) || [];
  if (city) return city.replace(/(?<![а-я])[а-я]/g, (letter) => letter.toUpperCase());
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** The zones of Russia by their distance from Moscow, in hours, from -1 on: `МСК+2` is how they are told there. */
const FROM_MOSCOW = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

function fromMoscow(text: string): string | undefined {
  const [, sign, hours] = /^(?:мск|msk)\s*([+-])\s*(\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : FROM_MOSCOW[1 + Number(`${sign}${hours}`)];
}

/** `UTC+5`, `GMT-3`, `+5`: the IANA list names fixed offsets with the opposite sign. */
function ofOffset(text: string): string | undefined {
  const match = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?00)?$/.exec(text);
  if (!match) return text === 'utc' || text === 'gmt' ? 'Etc/UTC' : undefined;
  const hours = Number(match[2]);
  if (hours === 0) return 'Etc/UTC';
  const zone = `Etc/GMT${match[1] === '+' ? '-' : '+'}${hours}`;
  return isZone(zone) ? zone : undefined;
}
