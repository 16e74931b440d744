import type { Message } from '@grammyjs/types';
import type { Acting, Target } from '../../../src/actions/acting.ts';
import { editContact } from '../../../src/actions/contacts/index.ts';
import { clean } from '../../../src/domain/text/html.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { plainText } from '../../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../../src/telegram/dialogs/form.ts';
import { readingOf } from '../../line/begin-draft.ts';
import { cardAbout, changeContact, lineAbout } from '../change-contact.ts';
import { type About, subjectDialog } from '../links.ts';
import { subjectAt, subjectRows } from './subjects.ts';
import { isAboutOther } from './written.ts';

type SubjectValues = { about?: About; subjects?: string[]; content?: string };

/** Whether a message is no answer: a file, or a line of its own. What was planned stays planned either way. */
async function isOther(ctx: Ctx, message: Message, { about }: SubjectValues): Promise<boolean> {
  const text = clean(message.text ?? '').trim();
  if (text === '' || message.forward_origin) return true;
  const contact = about && (await ctx.kit.store.contacts.get(ctx.user, about.id));
  return isAboutOther(await readingOf(ctx, text), ctx.at, contact);
}

/** A contact was planned by one tap: asks what it is about. Whoever goes on with something else has planned it all the same. */
export const subjectScene = defineForm<SubjectValues, 'about' | 'subjects'>(subjectDialog, {
  title: (t) => `📅 ${t.form.plannedTitle}`,
  about: lineAbout,
  direct: true,
  left: (ctx, values) => cardAbout(ctx, values),
  yieldsTo: isOther,
  fields: {
    content: plainText<SubjectValues>({
      name: 'content',
      icon: '📝',
      label: (t) => t.contact.field.content,
      place: 'main',
      ask: () => true,
      question: (ctx) => ctx.t.form.askContent,
    }),
  },
  choices: {
    rows: (_ctx, { subjects }) => subjectRows(subjects),
    take(ctx, arg, { subjects }) {
      const content = subjectAt(subjects, arg);
      return content === undefined ? { error: ctx.t.common.stale } : { set: { content } };
    },
  },
  async save(ctx, { about, content }, dialog) {
    const card = content === undefined ? await cardAbout(ctx, { ...(about && { about }) }) : undefined;
    if (card) return { card };
    const change = (acting: Acting, target: Target) => editContact(acting, target, { content });
    return changeContact(ctx, { about, dialog, change, done: ctx.t.contact.changed });
  },
});
