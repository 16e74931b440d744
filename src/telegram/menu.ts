import { languages } from '../domain/user.ts';
import { texts } from '../i18n/index.ts';
import type { Call } from './api.ts';

/** Tells Telegram the commands, in each language; English is what everybody else sees. */
export async function setMenu(call: Call, names: readonly string[]): Promise<void> {
  const described = (language: (typeof languages)[number]) =>
    names.flatMap((command) => {
      const description = texts[language].home.commands[command];
      return description ? [{ command, description }] : [];
    });
  await call('setMyCommands', { commands: described('en') });
  await Promise.all(
    languages.map((language) => call('setMyCommands', { commands: described(language), language_code: language })),
  );
}
