import { administers, mayEnter } from '../../domain/rights.ts';
import { type Language, languages, type User } from '../../domain/user.ts';
import { texts } from '../../i18n/index.ts';
import type { Call } from '../transport/api.ts';
import { faultKind } from '../transport/errors.ts';

const described = (names: readonly string[], language: Language) =>
  names.flatMap((command) => {
    const description = texts[language].home.commands[command];
    return description ? [{ command, description }] : [];
  });

/** Tells Telegram the commands, in each language; English is what everybody else sees. */
export async function setMenu(call: Call, names: readonly string[]): Promise<void> {
  await call('setMyCommands', { commands: described(names, 'en') });
  await Promise.all(
    languages.map((language) =>
      call('setMyCommands', { commands: described(names, language), language_code: language }),
    ),
  );
}

/** Tells Telegram what an empty chat and the bot's profile say, in each language; English is what everybody else sees. */
export async function setDescriptions(call: Call): Promise<void> {
  const tell = async ({ home }: (typeof texts)[Language], language?: Language) => {
    const code = language && { language_code: language };
    await call('setMyDescription', { description: home.description, ...code });
    await call('setMyShortDescription', { short_description: home.shortDescription, ...code });
  };
  await tell(texts.en);
  await Promise.all(languages.map((language) => tell(texts[language], language)));
}

/**
 * Tells Telegram one user's own menu, in the language that they chose in the bot, whatever their app's is; administrators see
 * `/admin` too. Somebody who is not let in has none of their own, and a chat that does not exist yet none at all.
 */
export async function setMenuOf(call: Call, user: User): Promise<void> {
  const scope = { type: 'chat' as const, chat_id: user.id };
  const own = Object.keys(texts[user.language].home.commands);
  const admin = { command: 'admin', description: texts[user.language].admin.command };
  try {
    if (!mayEnter(user)) await call('deleteMyCommands', { scope });
    else {
      const commands = [...described(own, user.language), ...(administers(user) ? [admin] : [])];
      await call('setMyCommands', { scope, commands });
    }
  } catch (error) {
    if (faultKind(error) === 'ours') throw error;
  }
}
