import type { ReminderSettings } from './reminder/reminder-settings.ts';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];
/** What each language is called in itself. */
export const languageNames: Record<Language, string> = { ru: 'Русский', en: 'English' };

export const roles = ['manager', 'supervisor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a newcomer can be let in as; administrators are made of those who are in. */
export const admissions = ['manager', 'own', 'supervisor'] as const;
export type Admission = (typeof admissions)[number];
/** What each means for a user. */
export const admitted: Record<Admission, Pick<User, 'role' | 'ownOnly'>> = {
  manager: { role: 'manager', ownOnly: false },
  own: { role: 'manager', ownOnly: true },
  supervisor: { role: 'supervisor', ownOnly: false },
};
export const admissionOf = ({ role, ownOnly }: Pick<User, 'role' | 'ownOnly'>): Admission =>
  role === 'supervisor' ? 'supervisor' : ownOnly ? 'own' : 'manager';

/** Where a person stands with us: never seen, asked for access, was declined, works here, has left. */
export type Access = 'unknown' | 'asked' | 'declined' | 'active' | 'retired';

/** Somebody who uses the bot, or wants to. `id` is the Telegram id, which is the chat's id too. */
export interface User extends ReminderSettings {
  id: number;
  name: string;
  username?: string | undefined;
  role: Role;
  /** Where an administrator's role comes from: `ADMIN_IDS`, as long as the id is in it, or another administrator. */
  roleFrom?: 'environment' | 'chat';
  /** What they were before `ADMIN_IDS` named them, if anything. */
  roleBefore?: Role;
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
  /** What stands below this user's letters. */
  signature?: string;
  /** Whether answers carry the letter they answer; absent: they do. */
  quotes?: boolean;
  /** Whether an answer that was sent is registered at once; absent: it is. */
  answers?: 'register' | 'ask';
  /** When they left, who noted it, and by which operation. */
  retired?: { at: Date; by: number; key: string };
  /** False once Telegram said that the user blocked the bot. */
  reachable: boolean;
}

/** Who an unknown sender is, with what is assumed until they say otherwise. */
export const visitor = (known: Pick<User, 'id' | 'name' | 'username' | 'language' | 'zone'>): User => ({
  ...known,
  role: 'manager',
  ownOnly: false,
  access: 'unknown',
  zoneChosen: false,
  workingDays: [1, 2, 3, 4, 5],
  reachable: true,
});
