import type { Message } from '@grammyjs/types';
import { clean, cut } from '../../../src/domain/text/html.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { readingOf } from '../../line/begin-draft.ts';
import { draftOf } from '../../line/draft.ts';
import type { ContactValues } from './contact-fields.ts';

const NAME_LIMIT = 200;

/**
 * Whom a card from the phone book names, read as a line is: fills in the client and the person of a draft that has none. Somebody who
 * is not in the directory is offered as a new person, with their number.
 */
export async function whoIsOnCard(
  ctx: Ctx,
  { contact: card }: Message,
  { organization, person, line }: ContactValues,
): Promise<Partial<ContactValues>> {
  if (!card || person) return {};
  const name = cut(clean([card.first_name, card.last_name].filter(Boolean).join(' ')).trim(), NAME_LIMIT);
  // Telegram leaves out the plus sign of numbers that it knows in full.
  const phone = card.phone_number.startsWith('+') ? card.phone_number : `+${card.phone_number.replace(/\D/g, '')}`;
  const { values } = draftOf(await readingOf(ctx, [name, phone].filter(Boolean).join(', ')), ctx.at);
  const isTheirs = !organization || values.organization?.id === organization.id;
  if (values.person && isTheirs) {
    return { person: values.person, ...(values.organization && { organization: values.organization }) };
  }
  return {
    ...(!organization && values.organization && { organization: values.organization }),
    line: {
      doubts: [],
      ...line,
      newcomer: { ...line?.newcomer, ...(name && { person: name }), phone },
    },
  };
}
