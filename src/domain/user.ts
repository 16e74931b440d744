export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

export const roles = ['manager', 'supervisor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Where a person stands with us: asked for access, was declined, works here, has left. */
export type Access = 'asked' | 'declined' | 'active' | 'retired';

/** Somebody who uses the bot, or wants to. `id` is the Telegram id, which is the chat's id too. */
export interface User {
  id: number;
  name: string;
  username?: string;
  role: Role;
  /** A manager who sees own contacts only. */
  ownOnly: boolean;
  access: Access;
  language: Language;
  /** IANA time zone. */
  zone: string;
  /** Whether the zone was chosen by the user, rather than assumed. */
  zoneChosen: boolean;
  /** ISO weekdays, 1 = Monday. */
  workingDays: number[];
  /** False once Telegram said that the user blocked the bot. */
  reachable: boolean;
}
