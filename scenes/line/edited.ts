import type { Message } from '@grammyjs/types';
import { editContact } from '../../src/actions/contacts/index.ts';
import { type Contact, stateOfNew } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Dialog, FieldChange } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { openDialog, redrawDialog } from '../../src/telegram/dialogs/dialog.ts';
import { fileOf } from '../../src/telegram/dialogs/fields/analytics.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { changeWords, namesOfChanges } from '../contacts/change-words.ts';
import { contactAsSeen, contactCard, targetOf, tellChanged } from '../contacts/contact-card.ts';
import { personsOf } from '../contacts/form/contact-draft.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import { withOnlyPerson } from '../contacts/form/people.ts';
import { contactLinks } from '../contacts/links.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { readingOf } from './begin-draft.ts';
import { draftOf } from './draft.ts';
import { editedLinks } from './links.ts';
import { wordsOf } from './take-message.ts';

/** The draft that a line's message gives, as if it had just come. The clock is that of the message: "tomorrow" stays the same day. */
async function draftFor(ctx: Ctx, text: string, at: Date): Promise<ContactValues> {
  return withOnlyPerson(ctx, draftOf(await readingOf(ctx, text, at), at).values);
}

/** The draft read again: what its manager answered or chose stays, the rest is as the line says now. */
async function readAgain(ctx: Ctx, dialog: Dialog, text: string, at: Date): Promise<Dialog> {
  const before = dialog.values as ContactValues;
  const after = await draftFor(ctx, text, at);
  const touched = new Set([...dialog.trail, ...(before.line?.settled ?? [])]);
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !READ.has(name) || touched.has(name)));
  const fresh = Object.fromEntries(Object.entries(after).filter(([name]) => !touched.has(name)));
  const line = { doubts: [], ...after.line, ...pick(before.line, 'message', 'beside', 'settled') };
  return { ...dialog, values: { ...kept, ...fresh, said: text, line } };
}

/** The values that a line tells. */
const READ: ReadonlySet<string> = new Set([
  'status',
  'start',
  'via',
  'organization',
  'person',
  'others',
  'minutes',
  'content',
  'result',
  'priority',
]);

function pick<T extends object, K extends keyof T>(from: T | undefined, ...keys: K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.flatMap((key) => (from?.[key] === undefined ? [] : [[key, from[key]]]))) as Partial<
    Pick<T, K>
  >;
}

/** The words of a message as they are now; of a voice note that was heard, its caption is only a part of them. */
async function lineNow({ kit, user }: Ctx, edited: Message): Promise<string> {
  const spoken = fileOf(edited) && (await kit.store.notes.wordsIn(user.id, edited.message_id));
  return [wordsOf(edited), spoken].filter(Boolean).join('\n');
}

/** When the message was written, by our own clock. */
const writtenAt = ({ at }: Ctx, { date, edit_date: changed = date }: Message): Date =>
  new Date(at.getTime() - (changed - date) * 1000);

const isFrom = (message: number) => (dialog: Dialog) => (dialog.values as ContactValues).line?.message === message;

/**
 * A message that its writer has changed: its draft is read again while it is open or waits; of a contact that was saved, the change is
 * offered.
 */
export async function takeEdited(ctx: Ctx): Promise<void> {
  const { edited } = ctx;
  if (!edited) return;
  const text = await lineNow(ctx, edited);
  if (!text) return;
  const at = writtenAt(ctx, edited);
  const isIts = isFrom(edited.message_id);
  const open = openDialog(ctx);
  if (open && isIts(open)) {
    await redrawDialog(ctx, await readAgain(ctx, open, text, at));
    return;
  }
  const waiting = ctx.session.parked.find(isIts);
  if (waiting) {
    const fresh = await readAgain(ctx, waiting, text, at);
    ctx.session.parked = ctx.session.parked.map((dialog) => (dialog === waiting ? fresh : dialog));
    return ctx.say(ctx.t.line.draftReadAgain);
  }
  const noted = ctx.session.lines?.find(({ message }) => message === edited.message_id);
  if (noted?.contact === undefined) return;
  ctx.session.lines = ctx.session.lines?.map((one) => (one === noted ? { ...noted, edited: { text, at } } : one)) ?? [];
  await offerChange(ctx, noted.contact);
}

/** What the edited line says otherwise than the line that the contact was made from; the rest of the contact stays. */
async function changeOf(ctx: Ctx, contact: Contact): Promise<FieldChange | undefined> {
  const edited = ctx.session.lines?.find((one) => one.contact === contact.id)?.edited;
  if (!edited || contact.said === undefined || contact.said === edited.text) return undefined;
  const [before, after] = await Promise.all([
    draftFor(ctx, contact.said, edited.at),
    draftFor(ctx, edited.text, edited.at),
  ]);
  const differs = (name: keyof ContactValues) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return {
    said: edited.text,
    ...(differs('start') && after.start && { start: after.start }),
    ...(differs('status') && statusNow(contact, after)),
    ...(differs('via') && after.via),
    ...(differs('organization') && { organization: after.organization?.id }),
    ...((differs('person') || differs('others')) && { persons: undefined, ...personsOf(after) }),
    ...(differs('minutes') && { minutes: after.minutes }),
    ...(differs('content') && { content: after.content }),
    ...(differs('result') && { result: after.result }),
    ...(differs('priority') && after.priority && { priority: after.priority }),
  };
}

/** Whether it happened is told otherwise now; what was cancelled since stays so. */
function statusNow({ status: before }: Contact, { status, start, result }: ContactValues): FieldChange {
  if (!status || !start || before === 'cancelled' || before === status) return {};
  return { status, state: stateOfNew(status, result) };
}

async function offerChange(ctx: Ctx, id: string): Promise<void> {
  const contact = await ctx.kit.store.contacts.get(ctx.user, id);
  const set = contact && (await changeOf(ctx, contact));
  if (!contact || !set) return;
  const changes = Object.entries(set).map(([field, to]) => ({
    at: ctx.at,
    by: ctx.user.id,
    field,
    from: contact[field as keyof Contact],
    to,
  }));
  const [names, lineNames] = await Promise.all([namesOfChanges(ctx, changes), namesFor(ctx, [contact])]);
  await ctx.send({
    html: join(
      [
        b(`✏️ ${ctx.t.line.editedQuestion}`),
        escapeHtml(contactLine(contact, ctx, lineNames, 200)),
        ...changes.map((change) => escapeHtml(changeWords(ctx, names, change))),
      ],
      '\n\n',
    ),
    rows: [
      [{ text: `✏️ ${ctx.t.contact.actions.edit}`, data: editedLinks.change(contact.id, contact.revision) }],
      [{ text: ctx.t.contact.actions.open, data: contactLinks.open(contact.id) }],
    ],
  });
}

export const editedScreen = defineScreen(editedLinks, {
  async change(ctx, id, revision) {
    const contact = await contactAsSeen(ctx, id, revision);
    const set = contact && (await changeOf(ctx, contact));
    if (!contact) return;
    if (!set || !isId(id)) return ctx.say(ctx.t.common.stale);
    const changed = await editContact(actingOf(ctx), targetOf(ctx, contact.id, contact.revision), set);
    const now = await tellChanged(ctx, changed, ctx.t.contact.changed);
    if (now) await ctx.show(await contactCard(ctx, now));
  },
});
