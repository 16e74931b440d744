import { b, cut, escapeHtml, join } from '../domain/html.ts';
import { isId } from '../domain/id.ts';
import type { LetterState } from '../domain/letter.ts';
import { deletesLetters } from '../domain/rights.ts';
import { showWhen } from '../i18n/dates.ts';
import type { ListedLetter } from '../store/letters.ts';
import { pack } from '../telegram/callback-data.ts';
import type { Button, Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';
import { defineScreen } from '../telegram/screen.ts';
import { letterLine, readerOf } from './letter-card.ts';

const PAGE = 8;
const OPEN: readonly LetterState[] = ['new', 'taken'];
const WITH_EXCLUDED: readonly LetterState[] = ['new', 'taken', 'excluded'];

/** Which part of the list is shown: its page, and whether excluded letters are in it. */
interface View {
  page: number;
  excluded: boolean;
}

const viewOf = (page: string | undefined, excluded: string | undefined): View => ({
  page: Math.max(0, Math.trunc(Number(page)) || 0),
  excluded: excluded === '1',
});
const args = ({ page, excluded }: View): [number, number] => [page, excluded ? 1 : 0];

/** The mail manager: letters that wait, to be marked, opened and handled, a page at a time. */
export async function showMail(ctx: Ctx, view?: View): Promise<void> {
  const boxes = view ? [] : await ctx.kit.store.mailboxes.all();
  if (!view && boxes.length === 0) {
    await ctx.show({ html: join([b(`📬 ${ctx.t.mail.title}`), escapeHtml(ctx.t.mail.noMailboxes)], '\n\n') });
    return;
  }
  await ctx.show(await mailCard(ctx, view ?? { page: 0, excluded: boxes.some(({ showExcluded }) => showExcluded) }));
}

async function mailCard(ctx: Ctx, asked: View): Promise<Card> {
  const { letters: store } = ctx.kit.store;
  const { mail } = ctx.t;
  const states = asked.excluded ? WITH_EXCLUDED : OPEN;
  const list = (page: number) => store.list(ctx.user, states, { skip: page * PAGE, limit: PAGE });
  let view = asked;
  let { letters, count } = await list(view.page);
  const last = Math.max(0, Math.ceil(count / PAGE) - 1);
  if (view.page > last) {
    view = { ...view, page: last };
    ({ letters, count } = await list(last));
  }
  const marked = await store.marked(ctx.user);
  const told = [
    asked.excluded ? mail.withExcluded(count) : mail.waiting(count),
    ...(marked.length > 0 ? [mail.markedCount(marked.length)] : []),
    ...(count > 0 ? [mail.legend] : []),
  ];
  const empty = asked.excluded ? mail.emptyExcluded : mail.empty;
  return {
    html: join([b(`📬 ${mail.title}`), escapeHtml(count === 0 ? empty : told.join('\n'))], '\n\n'),
    rows: [
      ...letters.map((letter) => row(ctx, letter, view)),
      ...turning(ctx, view, last),
      ...markedRows(ctx, view, marked.length),
      [
        { text: `🔄 ${mail.fetchNow}`, data: mailScreen.data('fetch', ...args(view)) },
        {
          text: `🔕 ${view.excluded ? mail.hideExcluded : mail.showExcluded}`,
          data: mailScreen.data('list', 0, view.excluded ? 0 : 1),
        },
      ],
    ],
  };
}

/** A letter of the list: its mark, and the letter itself. */
function row(ctx: Ctx, letter: ListedLetter, view: View): Button[] {
  const on = letter.marks.includes(ctx.user.id);
  const when = showWhen(letter.deliveredAt, ctx.at, ctx.user);
  const text = cut(`${letterLine(letter, readerOf(ctx.kit, ctx.user), 34)} · ${when}`, 48);
  return [
    { text: on ? '☑️' : '▫️', data: mailScreen.data('mark', letter.id, on ? 0 : 1, ...args(view)) },
    { text, data: pack('l', 'open', letter.id) },
  ];
}

function turning({ t }: Ctx, view: View, last: number): Button[][] {
  if (last < 1) return [];
  const to = (text: string, page: number) => ({
    text,
    data: mailScreen.data('list', Math.max(0, Math.min(last, page)), view.excluded ? 1 : 0),
  });
  return [[to('‹', view.page - 1), to(t.home.page(view.page + 1, last + 1), view.page), to('›', view.page + 1)]];
}

function markedRows({ t, user }: Ctx, view: View, count: number): Button[][] {
  if (count === 0) return [];
  const { mail } = t;
  const act = (text: string, action: 'series' | 'exclude' | 'delete' | 'unmark') => ({
    text,
    data: mailScreen.data(action, ...args(view)),
  });
  return [
    [act(`✅ ${mail.registerMarked} (${count})`, 'series')],
    [
      act(`🔕 ${mail.actions.exclude}`, 'exclude'),
      ...(deletesLetters(user) ? [act(`🗑 ${mail.actions.deleteOnServer}`, 'delete')] : []),
    ],
    [act(`▫️ ${mail.unmark}`, 'unmark')],
  ];
}

async function excludeMarked(ctx: Ctx, view: View): Promise<void> {
  const { letters } = ctx.kit.store;
  const marked = await letters.marked(ctx.user);
  const done = await Promise.all(marked.map(({ id }) => letters.exclude(ctx.user, id, 'letter')));
  await letters.unmarkAll(ctx.user);
  await ctx.say(ctx.t.mail.excludedMany(done.filter(({ outcome }) => outcome === 'done').length));
  await showMail(ctx, view);
}

async function confirmDelete(ctx: Ctx, view: View): Promise<void> {
  if (!deletesLetters(ctx.user)) return ctx.say(ctx.t.mail.noRight);
  const marked = await ctx.kit.store.letters.marked(ctx.user);
  if (marked.length === 0) return ctx.say(ctx.t.mail.nothingMarked);
  await ctx.show({
    html: escapeHtml(ctx.t.mail.deleteManySure(marked.length)),
    rows: [
      [
        { text: `🗑 ${ctx.t.common.yes}`, data: mailScreen.data('deleteyes', ...args(view)) },
        { text: ctx.t.common.no, data: mailScreen.data('list', ...args(view)) },
      ],
    ],
  });
}

async function deleteMarked(ctx: Ctx, view: View): Promise<void> {
  if (!deletesLetters(ctx.user)) return ctx.say(ctx.t.mail.noRight);
  const { letters } = ctx.kit.store;
  const marked = await letters.marked(ctx.user);
  const done = await Promise.all(marked.map(({ id }) => letters.remove(ctx.user, id, ctx.at)));
  ctx.kit.mail?.poke();
  await ctx.say(ctx.t.mail.deletedMany(done.filter(({ outcome }) => outcome === 'done').length));
  await showMail(ctx, view);
}

/** Looks into the mailboxes beside the chat: a server may take its time, a tap may not. */
async function fetchNow(ctx: Ctx, view: View): Promise<void> {
  const { kit, t, user, tap } = ctx;
  const { mail: desk } = kit;
  if (!desk) return ctx.say(t.mail.fetchFailed);
  const { looked, all } = await desk.fetchNow();
  await ctx.say(all > 0 && looked === 0 ? t.mail.fetchFailed : t.mail.fetched);
  kit.log('debug', 'mail.fetched', { user: user.id, looked, all, tap: tap !== undefined });
  await showMail(ctx, view);
}

export const mailScreen = defineScreen('m', {
  list: (ctx, page, excluded) => showMail(ctx, viewOf(page, excluded)),
  async mark(ctx, id, on, page, excluded) {
    if (isId(id)) await ctx.kit.store.letters.mark(ctx.user, id, on === '1');
    await showMail(ctx, viewOf(page, excluded));
  },
  async series(ctx) {
    const marked = await ctx.kit.store.letters.marked(ctx.user);
    const [first, ...rest] = marked.map(({ id }) => id);
    if (first === undefined) return ctx.say(ctx.t.mail.nothingMarked);
    const series = { rest, number: 1, count: marked.length, done: 0 };
    await ctx.kit.store.letters.take(ctx.user, first, ctx.at, true);
    await beginDialog(ctx, 'register-letter', { draft: first, values: { series } });
  },
  exclude: (ctx, page, excluded) => excludeMarked(ctx, viewOf(page, excluded)),
  delete: (ctx, page, excluded) => confirmDelete(ctx, viewOf(page, excluded)),
  deleteyes: (ctx, page, excluded) => deleteMarked(ctx, viewOf(page, excluded)),
  async unmark(ctx, page, excluded) {
    await ctx.kit.store.letters.unmarkAll(ctx.user);
    await showMail(ctx, viewOf(page, excluded));
  },
  fetch: (ctx, page, excluded) => fetchNow(ctx, viewOf(page, excluded)),
});
