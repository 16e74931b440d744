import { administers } from '../src/domain/rights.ts';
import type { Program } from '../src/telegram/bot.ts';
import type { Ctx } from '../src/telegram/context.ts';
import { cancelDialog } from '../src/telegram/dialogs/cancel-dialog.ts';
import { openDialog, setDialog } from '../src/telegram/dialogs/dialog.ts';
import { greet } from './admin/access-request.ts';
import { admin } from './admin/index.ts';
import { calendar } from './calendar/index.ts';
import { clients } from './clients/index.ts';
import { answerInline } from './clients/inline.ts';
import { contacts, replyToContact } from './contacts/index.ts';
import { documents } from './documents/index.ts';
import { tappedOldDialog } from './home/drafts.ts';
import { showHome } from './home/home.ts';
import { home } from './home/index.ts';
import { imports } from './import/index.ts';
import { takeFileFirst } from './import/take-file.ts';
import { journal } from './journal/index.ts';
import { line } from './line/index.ts';
import { mail } from './mail/index.ts';
import { replyToLetter } from './mail/outgoing.ts';
import { reminders } from './reminders/index.ts';
import { reports } from './reports/index.ts';
import type { Capability } from './shared/capability.ts';
import { takeMessage } from './shared/free-message.ts';
import { type JobView, jobScreen } from './shared/job-card.ts';
import { thingOf } from './shared/replied.ts';
import { speech } from './speech/index.ts';
import { takeNote } from './speech/take-note.ts';

/** Everything the conversation can do; in the order in which commands stand in Telegram's menu. */
const capabilities: readonly Capability[] = [
  contacts,
  line,
  speech,
  calendar,
  journal,
  clients,
  imports,
  reports,
  documents,
  mail,
  reminders,
  home,
  admin,
];

/** Every dialog of the bot. */
export const scenes = capabilities.flatMap(({ dialogs = [] }) => dialogs);

/** Every screen of the bot. */
export const screens = [...capabilities.flatMap(({ screens: own = [] }) => own), jobScreen];

/** What deep links lead to, by the letter they begin with: `c_<id>` opens a contact, `o_` an organization, and so on. */
export const links: NonNullable<Capability['deepLinks']> = Object.assign(
  {},
  ...capabilities.map(({ deepLinks }) => deepLinks),
);

/** How each kind of job shows itself in the chat. */
export const jobViews: Record<string, JobView> = Object.assign({}, ...capabilities.map(({ jobViews: own }) => own));

/** By what kind of thing a message stands for: the letter that its deep link begins with. */
const OPENED_BY = { document: 'd', person: 'p', organization: 'o' } as const;

/** A reply to one of our messages opens what that stands for; what it says is taken as ever, unless the contact takes it. */
async function openReplied(ctx: Ctx): Promise<boolean> {
  const { written } = ctx;
  const thing = written?.reply_to_message && thingOf(written.reply_to_message);
  if (!thing || written?.text?.startsWith('/')) return false;
  if (thing.kind === 'contact') return replyToContact(ctx, thing.id);
  await links[OPENED_BY[thing.kind]]?.(ctx, thing.id);
  return false;
}

/** `/start`, and the deep links that begin with it. */
async function start(ctx: Ctx, argument: string): Promise<void> {
  const [, kind = '', id = ''] = /^([a-z])_([A-Za-z0-9_-]{1,32})$/.exec(argument) ?? [];
  const open = Object.hasOwn(links, kind) ? links[kind] : undefined;
  return open ? open(ctx, id) : showHome(ctx);
}

/** Leaves the open dialog, and with it those that wait for it; the first of them does what it does when it is left. */
async function cancel(ctx: Ctx): Promise<void> {
  const dialog = openDialog(ctx);
  if (!dialog) return ctx.say(ctx.t.common.nothingToCancel);
  let first = dialog;
  while (first.caller) first = first.caller.dialog;
  setDialog(ctx, first);
  await scenes.find(({ id }) => id === first.scene)?.left(ctx, first.values);
  setDialog(ctx, dialog);
  await cancelDialog(ctx);
}

/** Commands by name. Those with a description stand in Telegram's menu, in this order. */
export const commands: Program['commands'] = Object.assign({ start }, ...capabilities.map(({ commands: own }) => own), {
  cancel,
  // What stands on the button is what people type.
  отмена: cancel,
});

const noteTaken = takeNote(scenes);

/** All that the bot can do. */
export const program: Program = {
  scenes,
  screens,
  commands,
  // To everybody but administrators the command is as unknown as any other word.
  isOpen: ({ user }, name) => name !== 'admin' || administers(user),
  doorstep: { greet },
  // Each is asked in turn whether a message is for it; a line of text is what is left.
  message: takeMessage([
    clients.takers.droppedCard,
    imports.takers.file,
    contacts.takers.attachment,
    clients.takers.phoneCard,
    home.takers.zone,
    line.takers.text,
  ]),
  edited: line.edited,
  inline: answerInline,
  oldDialog: tappedOldDialog,
  // A file of clients may come while a dialog is open that has no use for it.
  reply: async (ctx) =>
    (await noteTaken(ctx)) || (await replyToLetter(ctx)) || (await takeFileFirst(ctx)) || (await openReplied(ctx)),
};
