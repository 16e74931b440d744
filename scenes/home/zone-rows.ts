import { OFFERED_ZONES } from '../../src/domain/time/zone-names.ts';
import type { Language } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import { type Button, grid } from '../../src/telegram/messages/card.ts';
import { homeLinks } from './links.ts';

/** The zones that most users live in, each a tap, for somebody who has just been let in. */
export const zoneRows = (language: Language): Button[][] => [
  ...grid(
    OFFERED_ZONES.map((zone) => ({ text: zone[language], data: homeLinks.zone(zone.id) })),
    2,
  ),
  [{ text: `🌍 ${texts[language].home.otherCity}`, data: homeLinks.zone() }],
];

export const isOffered = (id: string | undefined): id is string => OFFERED_ZONES.some((zone) => zone.id === id);
