import type { Contact } from '../../../src/domain/contact/contact.ts';
import { escapeHtml, type Html } from '../../../src/domain/text/html.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { attachmentOf } from '../../../src/telegram/dialogs/fields/analytics.ts';
import type { Form } from '../../../src/telegram/dialogs/form.ts';
import { stepText } from '../../shared/contact-line.ts';
import { draftTopic } from '../../shared/draft-topic.ts';
import { savedCard } from '../contact-saved.ts';
import { saidLines } from '../contact-text.ts';
import { appended } from './append.ts';
import { contactChoices, saveText } from './choices.ts';
import { fieldsOf, lackOf } from './contact-draft.ts';
import { type ContactGiven, type ContactValues, contactFields } from './contact-fields.ts';
import { guessedFields } from './doubts.ts';
import { whoIsOnCard } from './phone-card.ts';
import { record } from './record.ts';
import { writtenBeside } from './written.ts';

/** What the scenes that make a contact have in common: the fields, taking attachments, and saving under the draft's id. */
export const contactForm: Pick<
  Form<ContactValues, ContactGiven>,
  'topic' | 'fields' | 'attach' | 'keepsNotes' | 'written' | 'below' | 'unsure' | 'saveText' | 'choices' | 'save'
> = {
  topic: draftTopic,
  fields: contactFields,
  below: (ctx, values) => [...lineLines(ctx, values), ...saidLines(ctx.t, values)],
  unsure: guessedFields,
  choices: contactChoices,

  saveText,

  keepsNotes: true,
  async attach(ctx, message, values) {
    const attached = attachmentOf(message);
    if (!attached) return undefined;
    const { caption: text, analytic } = attached;
    return { ...appended(values, { text, analytics: [analytic] }), ...(await whoIsOnCard(ctx, message, values)) };
  },
  written: writtenBeside,

  async save(ctx, values, { draft }) {
    const described = fieldsOf(ctx, values);
    if ('error' in described) return described;
    const recorded = await record(ctx, values, draft, described.fields);
    if ('problem' in recorded) return lackOf(ctx.t, recorded.problem);
    const { contact, alike, planned } = recorded;
    return { card: () => savedCard(ctx, contact, ctx.t.contact.saved, { alike, ...(planned && { planned }) }) };
  },
};

/** What the draft of a line tells besides the fields: who will be added, and what comes next. */
function lineLines(ctx: Ctx, { organization, person, line }: ContactValues): Html[] {
  const { line: words, speech } = ctx.t;
  return [
    ...(organization?.isNew ? [escapeHtml(`➕ ${words.willAddClient(organization.name)}`)] : []),
    ...(person?.isNew ? [escapeHtml(`➕ ${words.willAddPerson(person.name)}`)] : []),
    ...(line?.unsure?.length ? [escapeHtml(`❔ 🎤 ${speech.unsure(line.unsure.join(' · '))}`)] : []),
    ...(line?.both ? [escapeHtml(`🏢 ${line.both.map(({ organization: { name } }) => name).join(' + ')}`)] : []),
    ...(line?.step ? [escapeHtml(`⏭ ${words.next(stepText(line.step, ctx))}`)] : []),
  ];
}

/** The contact a dialog was opened about, if it is there and may be seen. */
export async function contactAbout(ctx: Ctx, values: { about?: { id: string } }): Promise<Contact | undefined> {
  return values.about && ctx.kit.store.contacts.get(ctx.user, values.about.id);
}
