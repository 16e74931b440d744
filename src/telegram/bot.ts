import type { Message, Update, UserFromGetMe } from '@grammyjs/types';
import { type Scenes, Telegraf } from 'telegraf';
import { Stage } from 'telegraf/scenes';
import { newId } from '../domain/id.ts';
import { reasonOf } from '../domain/reason.ts';
import { escapeHtml } from '../domain/text/html.ts';
import { access, type Doorstep } from './access.ts';
import { isFor, readCommand } from './command-line.ts';
import type { Ctx, HeardUpdate, Kit } from './context.ts';
import { moveDialogDown, parkDialog } from './dialogs/dialog.ts';
import { answerGroup, isForGroup } from './groups.ts';
import { unpack } from './messages/callback-data.ts';
import { sendCard } from './messages/card.ts';
import { createScreens, type Screen } from './messages/screen.ts';
import { withSession } from './session.ts';
import { HandlerHung } from './tenure.ts';
import { answering } from './transport/answer.ts';
import type { Call } from './transport/api.ts';
import { showingAction } from './transport/chat-action.ts';
import { faultKind } from './transport/errors.ts';
import { createOutbox } from './transport/outbox.ts';

/** Everything the bot can do, handed in by the wiring. */
export interface Program {
  scenes: readonly Scenes.BaseScene<Ctx>[];
  screens: readonly Screen[];
  /** By name, without the slash. */
  commands: Record<string, (ctx: Ctx, argument: string) => Promise<void>>;
  /** Whether a command is there for the user who sent it. */
  isOpen(ctx: Ctx, name: string): boolean;
  doorstep: Doorstep;
  /** A message that is part of no dialog: a line of quick entry, a photo, a shared contact. */
  message(ctx: Ctx): Promise<void>;
  /** A message that its writer has changed. */
  edited?(ctx: Ctx): Promise<void>;
  /** A button of a dialog that is not open. */
  oldDialog(ctx: Ctx, draft: string | undefined): Promise<void>;
  /** A message that answers one of ours which stands for something. False: it stands for nothing. */
  reply?(ctx: Ctx): Promise<boolean>;
  inline?(ctx: Ctx): Promise<void>;
}

export interface BotOptions {
  token: string;
  apiRoot: string;
  me: UserFromGetMe;
  kit: Kit;
  program: Program;
}

/** The kinds of update the bot wants. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/**
 * Puts the bot together: what happens to an update, from top to bottom. Returns the function that handles one update to
 * its end; it rejects only where the update has to come again (the database is away, the session held elsewhere).
 */
export function createBot({ token, apiRoot, me, kit, program }: BotOptions) {
  const bot = new Telegraf<Ctx>(token, {
    telegram: { apiRoot, webhookReply: false },
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  bot.botInfo = { ...me, supports_inline_queries: me.supports_inline_queries };
  const runScreen = createScreens(program.screens);

  bot.use(async (ctx, next) => {
    prepare(ctx, kit);
    if (isForGroup(ctx.incoming)) return answerGroup(kit, ctx.incoming, Object.keys(program.commands));
    return next();
  });
  bot.use(withSession);
  bot.use(answering(createOutbox({ log: kit.log })));
  bot.use(access(program.doorstep));
  // What takes more than a second is seen to be under way.
  bot.use((ctx, next) => (ctx.inline ? next() : showingAction(kit.call, ctx.user.id, 'typing', next)));
  const stage = new Stage<Ctx>([...program.scenes]);
  // What stands on the stage itself comes before the scene the user is in.
  stage.use(async (ctx, next) => ((await program.reply?.(ctx)) ? undefined : next()));
  stage.use(async (ctx, next) => ((await runCommand(ctx, program)) ? undefined : next()));
  bot.use(stage);
  bot.use(async (ctx) => {
    if (ctx.inline) return program.inline?.(ctx);
    if (ctx.tap) return tapped(ctx, ctx.tap.data);
    if (ctx.written) return program.message(ctx);
    if (ctx.edited) return program.edited?.(ctx);
    if (ctx.incoming.arrived) return moveDialogDown(ctx);
  });
  bot.catch((error, ctx) => failed(error, ctx, kit.call));

  async function tapped(ctx: Ctx, data: string): Promise<void> {
    const [head, draft] = unpack(data);
    if (head === 'f') return program.oldDialog(ctx, draft);
    if (!(await runScreen(ctx, data))) await ctx.say(ctx.t.common.gone);
  }

  // Telegraf's types describe an older Bot API than the updates that come; this is the one place where they meet.
  type Handled = Parameters<typeof bot.handleUpdate>[0];
  return { handle: (update: Update): Promise<void> => bot.handleUpdate(update as Handled) };
}

/** The kit for one update: what its handling logs tells which update it was. */
function kitFor(kit: Kit, update: number): Kit {
  const log: Kit['log'] = (level, event, details) => kit.log(level, event, { update, ...details });
  return { ...kit, log, handOff: (name, work) => kit.handOff(name, work, log) };
}

function prepare(ctx: Ctx, kit: Kit): void {
  ctx.kit = kitFor(kit, ctx.update.update_id);
  ctx.at = kit.now();
  ctx.incoming = ctx.update as HeardUpdate;
  const { message, edited_message: edited, callback_query: query, inline_query: inline } = ctx.incoming;
  if (message && saysSomething(message)) ctx.written = message;
  if (ctx.incoming.heard) ctx.heard = ctx.incoming.heard;
  if (edited) ctx.edited = edited;
  if (inline) ctx.inline = inline;
  if (query?.data === undefined) return;
  const under = query.message;
  ctx.tap = {
    data: query.data,
    redrawable: under !== undefined && under.date !== 0 && 'text' in under,
    ...(under && { message: under.message_id }),
  };
}

/** What a message may say. One that holds none of these tells that something happened: a message was pinned, say. */
const SAYINGS = [
  'text',
  'animation',
  'audio',
  'checklist',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const satisfies readonly (keyof Message)[];

const saysSomething = (message: Message): boolean => SAYINGS.some((kind) => message[kind] !== undefined);

/** A command anywhere: obeyed, and the open dialog put aside for it. */
async function runCommand(ctx: Ctx, program: Program): Promise<boolean> {
  const command = readCommand(ctx.written?.text);
  if (!command || !isFor(command, ctx.kit.botName)) return false;
  const { name, argument } = command;
  const run = Object.hasOwn(program.commands, name) && program.isOpen(ctx, name) ? program.commands[name] : undefined;
  if (!run) {
    await ctx.send({ html: escapeHtml(ctx.t.common.unknownCommand) });
    return true;
  }
  if (run !== program.commands.cancel) await parkDialog(ctx);
  await run(ctx, argument);
  return true;
}

/** Errors are sorted here, once. What can be handled again is thrown on to the part that brought the update. */
async function failed(error: unknown, ctx: Ctx, call: Call): Promise<void> {
  const { kit, user } = ctx;
  const kind = faultKind(error);
  const reason = reasonOf(error);
  if (kind === 'away' || kind === 'busy') throw error;
  if (kind === 'expected') return kit.log('debug', 'update.refused', { reason });
  if (kind === 'blocked') {
    kit.log('info', 'user.blocked', { user: user?.id });
    if (user) await kit.store.users.setReachable(user.id, false).catch(() => {});
    return;
  }
  if (kind !== 'ours') return kit.log('warn', 'telegram.failed', { kind, reason });
  const id = newId().slice(0, 8);
  const hung = error instanceof HandlerHung;
  kit.log('error', hung ? 'update.hung' : 'update.failed', { id, error });
  if (!user || !ctx.t) return;
  const word = hung ? ctx.t.common.hung(id) : ctx.t.common.fault(id);
  // Not by the handler's own way to Telegram: that one may be closed to it.
  await sendCard(call, user.id, { html: escapeHtml(word) }).catch(() => {});
}

export type Bot = ReturnType<typeof createBot>;
