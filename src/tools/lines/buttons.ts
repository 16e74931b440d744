import { choiceRows, saveText } from '../../../scenes/contacts/form/choices.ts';
import { draftOf } from '../../../scenes/line/draft.ts';
import type { Reading } from '../../domain/line/reading.ts';
import type { Language } from '../../domain/user.ts';
import { texts } from '../../i18n/index.ts';
import { NOW } from './corpus.ts';

/** The labels of the buttons that the bot shows for what was read: those of the draft's own, besides the fields. */
export function buttonsOf(
  { kind, certainty, said, contact, change }: Reading,
  user: { zone: string; language: Language },
): string[] {
  const t = texts[user.language];
  const asContact = `📒 ${t.line.asContact}`;
  if (kind === 'change' && change) return [`✅ ${t.line.orderButton[change.what](1)}`, asContact];
  if (kind !== 'contact') return certainty === 'guessed' ? [asContact] : [];
  const { values, asked } = draftOf({ said, contact }, NOW);
  const [question] = asked;
  const label = { t, at: NOW, user, channelName: (id: string) => t.contact.channel[id] ?? id };
  const choices = choiceRows(values, label, question).flat();
  const save = question === undefined ? [`✅ ${saveText(t, values) ?? t.common.save}`] : [];
  return [...save, ...choices.map(({ text }) => text)];
}
