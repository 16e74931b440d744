import type { Middleware } from 'telegraf';
import { type User, visitor } from '../domain/user.ts';
import { shownName } from '../domain/user-name.ts';
import { nearestLanguage, texts } from '../i18n/index.ts';
import { SESSION_LEASE_MS, type Session } from '../store/index.ts';
import type { Ctx } from './context.ts';
import { createTenure, HANDLER_LIMIT } from './tenure.ts';
import { faultKind, SessionBusy } from './transport/errors.ts';

/** How long to wait for a session that another instance holds, and how often to ask, in milliseconds. */
const WAIT = 2000;
const ASK_EVERY = 60;
/** A handler that takes its time keeps its lease this way, in milliseconds. */
const RENEW_EVERY = 3000;

/**
 * Reads the user and the session in one wave, taking the session's lease; stores the session, the update's id and gives
 * the lease back in another. An update handled before is dropped here, and nowhere else. A handler that hangs is given up
 * here: its user's next update finds the session as it was, and what the handler does later is refused.
 */
export const withSession: Middleware<Ctx> = async (ctx, next) => {
  const { store, now, log } = ctx.kit;
  const from = ctx.from;
  if (!from) return;
  const update = ctx.incoming.update_id;

  // Both at once; the second is awaited where its failure gives the lease back.
  const asked = store.users.get(from.id);
  asked.catch(() => {});
  const { lease, session } = await acquire(ctx, from.id);
  if (session.handled.includes(update)) {
    log('info', 'update.repeated');
    return store.sessions.release(lease);
  }
  ctx.session = {
    __scenes: session.open ? { current: session.open.scene, state: session.open } : {},
    parked: session.parked,
    ...(session.hand && { hand: session.hand }),
    ...(session.ways && { ways: session.ways }),
    ...(session.lines && { lines: session.lines }),
    ...(session.told && { told: session.told }),
  };

  const tenure = createTenure({
    renew: () => store.sessions.renew(lease, now()),
    renewEvery: RENEW_EVERY,
    sureFor: SESSION_LEASE_MS - RENEW_EVERY,
    limit: ctx.kit.handlerLimit ?? HANDLER_LIMIT,
  });
  ctx.kit = { ...ctx.kit, call: tenure.fenced(ctx.kit.call) };
  try {
    ctx.user = await heardOf(ctx, (await asked) ?? stranger(from, ctx.kit.zone));
    ctx.t = texts[ctx.user.language];
    await tenure.within(next, (error) => log('warn', 'update.ended-late', error === undefined ? {} : { error }));
    if (!(await store.sessions.save(lease, kept(ctx, session), update))) throw new SessionBusy();
  } catch (error) {
    await giveBack(error);
    throw error;
  } finally {
    tenure.end();
  }

  /** What failed for good is noted as handled; what can be done again later leaves no trace but the lease given back. */
  async function giveBack(error: unknown): Promise<void> {
    const kind = faultKind(error);
    if (kind === 'busy') return;
    if (kind === 'away') return store.sessions.release(lease).catch(() => {});
    // A fault of ours leaves the dialog on the step it stood on; Telegram's trouble does not undo what was answered.
    await store.sessions.save(lease, kind === 'ours' ? session : kept(ctx, session), update);
  }
};

/** A user who writes can be reached again; one who has just blocked the bot cannot. Noted once, when it changes. */
async function heardOf({ kit, incoming }: Ctx, user: User): Promise<User> {
  const reachable = incoming.my_chat_member?.new_chat_member?.status !== 'kicked';
  if (reachable === user.reachable) return user;
  await kit.store.users.setReachable(user.id, reachable);
  return { ...user, reachable };
}

async function acquire(ctx: Ctx, user: number) {
  const deadline = performance.now() + WAIT;
  for (;;) {
    const acquired = await ctx.kit.store.sessions.acquire(user, ctx.kit.now());
    if (acquired) return acquired;
    if (performance.now() > deadline) throw new SessionBusy();
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
  }
}

function kept(ctx: Ctx, before: Session): Session {
  const { __scenes: scenes, parked, hand, ways, lines, told } = ctx.session;
  const open = scenes?.current === undefined ? undefined : scenes.state;
  return {
    handled: before.handled,
    parked,
    ...(open && { open }),
    ...(hand && { hand }),
    ...(ways && { ways }),
    ...(lines && { lines }),
    ...(told && { told }),
  };
}

const stranger = (from: NonNullable<Ctx['from']>, zone: string): User =>
  visitor({
    id: from.id,
    name: shownName([from.first_name, from.last_name].filter(Boolean).join(' ')) || String(from.id),
    username: from.username,
    language: nearestLanguage(from.language_code),
    zone,
  });
