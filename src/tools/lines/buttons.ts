import { choiceRows, saveText } from '../../../scenes/contacts/form/choices.ts';
import { draftOf } from '../../../scenes/line/draft.ts';
import type { Reading } from '../../domain/line/reading.ts';
import type { Language } from '../../domain/user.ts';
import { texts } from '../../i18n/index.ts';

/** The buttons of the draft that the bot makes of a reading, by the bot's own code: Save first, then what one tap changes. */
export function buttonsOf(
  reading: Reading,
  { at, zone, language }: { at: Date; zone: string; language: Language },
): string[] {
  const t = texts[language];
  if (reading.kind !== 'contact') return reading.certainty === 'guessed' ? [`📒 ${t.line.asContact}`] : [];
  const { values } = draftOf(reading, at);
  const channelName = (id: string) => t.contact.channel[id] ?? id;
  const rows = choiceRows(values, { t, at, user: { zone, language }, channelName });
  return [saveText(t, values) ?? t.common.save, ...rows.flat().map(({ text }) => text)];
}
