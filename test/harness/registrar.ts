import type { ChatMessage, Phone } from '../../src/sandbox/index.ts';

/** What a user knows of what he registered. */
export interface Registered {
  /** "Saved" was seen. */
  saved: string[];
  /** Asked to save, and never told whether it was. */
  unsure: string[];
}

export interface RegistrarOptions {
  /** Asked before each contact. */
  going: () => boolean;
  /** How often something that is not answered is tried again. */
  tries?: number;
  /** How long an answer is waited for, in milliseconds. */
  patience?: number;
  /** The number of the first one; default 0. */
  from?: number;
}

/**
 * Registers contacts one after another, numbered, until told to stop, as a patient user does: what is not answered is
 * tried again. Each has words of its own, to be found again in the database.
 */
export async function registers(
  phone: Phone,
  { saved, unsure }: Registered,
  { going, tries = 1, patience = 60_000, from = 0 }: RegistrarOptions,
): Promise<void> {
  async function until(act: () => Promise<unknown>, fits: (message: ChatMessage) => boolean) {
    for (let attempt = 1; ; attempt++) {
      const acted = act().catch(() => {});
      const seen = await phone.sees(fits, { timeout: patience }).catch((error: unknown) => {
        if (attempt >= tries && tries === 1) throw error;
      });
      await acted;
      if (seen || attempt >= tries) return seen ?? undefined;
    }
  }

  for (let i = from; going(); i++) {
    const what = `дело ${phone.user.id} номер ${i} конец`;
    const isCard = ({ text, buttons }: ChatMessage) => text.includes(what) && buttons.flat().length > 5;
    const card = await until(() => phone.send(`звонок час назад: ${what}`), isCard);
    if (!card) continue;
    const told = await until(
      () => phone.tap(/Сохранить|Save/, { message: card.message_id }),
      ({ text }) => /Сохранено|Saved/.test(text) && text.includes(what),
    );
    (told ? saved : unsure).push(what);
  }
}
