/** Somebody who talks to the bot. */
export interface SandboxUser {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  /** The language of the Telegram app, as the bot is told: `ru`, `en`, ... */
  language_code: string;
  /** A word beside the name in the user switcher ("administrator"); the bot never sees it. */
  hint?: string;
}
