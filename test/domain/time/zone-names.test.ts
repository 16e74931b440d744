import { describe, expect, it } from 'vitest';
import { findZone, zoneName } from '../../../src/domain/time/zone-names.ts';

describe('time zones by the names people use', () => {
  it.each([
    ['Тюмень', 'Asia/Yekaterinburg', 'Екатеринбург', 'Yekaterinburg'],
    ['нижний  новгород', 'Europe/Moscow', 'Москва', 'Moscow'],
    ['МСК', 'Europe/Moscow', 'Москва', 'Moscow'],
    ['МСК+2', 'Asia/Yekaterinburg', 'Екатеринбург', 'Yekaterinburg'],
    ['msk -1', 'Europe/Kaliningrad', 'Калининград', 'Kaliningrad'],
    ['мск-5', undefined, '', ''],
    ['СПб', 'Europe/Moscow', 'Москва', 'Moscow'],
    ['Нью Йорк', 'America/New_York', 'Нью-Йорк', 'New York'],
    ['Kyiv', 'Europe/Kyiv', 'Киев', 'Kyiv'],
    ['нигде', undefined, '', ''],
    ['Саратов', 'Europe/Saratov', 'Саратов', 'Saratov'],
    ['южно-сахалинск', 'Asia/Sakhalin', 'Южно-Сахалинск', 'Sakhalin'],
    ['sao paulo', 'America/Sao_Paulo', 'Sao Paulo', 'Sao Paulo'],
    ['UTC+5', 'Etc/GMT-5', 'UTC+5', 'UTC+5'],
    ['gmt-3', 'Etc/GMT+3', 'UTC-3', 'UTC-3'],
    ['utc', 'Etc/UTC', 'UTC', 'UTC'],
  ])('%s is %s, called %s and %s', (typed, zone, ru, en) => {
    expect(findZone(typed)).toBe(zone);
    if (zone) expect([zoneName(zone, 'ru'), zoneName(zone, 'en')]).toEqual([ru, en]);
  });
});
