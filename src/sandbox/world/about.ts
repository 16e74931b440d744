import { badRequest } from '../refusal.ts';

/** What a bot says of itself, each text by language; the empty string is for all who have none of their own. */
export interface SavedAbout {
  description: Record<string, string>;
  shortDescription: Record<string, string>;
}

const LIMITS = { description: 512, shortDescription: 120 } as const;
const TOO_LONG = {
  description: 'BOT_DESCRIPTION_TOO_LONG',
  shortDescription: 'BOT_SHORT_DESCRIPTION_TOO_LONG',
} as const;

export type BotProfile = ReturnType<typeof createBotProfile>;

/** The bot's descriptions: the long one stands in an empty chat, the short one on its profile. */
export function createBotProfile(saved: SavedAbout = { description: {}, shortDescription: {} }) {
  const texts = structuredClone(saved);
  return {
    set(kind: keyof SavedAbout, language: string | undefined, text: string): void {
      if ([...text].length > LIMITS[kind]) throw badRequest(TOO_LONG[kind]);
      if (language && !/^[a-z]{2}$/u.test(language)) throw badRequest('BOT_LANG_CODE_INVALID');
      texts[kind][language ?? ''] = text;
    },
    /** As a user sees it: in their own language where there is one. */
    shownTo: (kind: keyof SavedAbout, language: string): string => texts[kind][language] || texts[kind][''] || '',
    snapshot: (): SavedAbout => structuredClone(texts),
  };
}
