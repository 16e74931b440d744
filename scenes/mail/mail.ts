import { isId } from '../../src/domain/id.ts';
import type { LetterState } from '../../src/domain/letter/letter.ts';
import { deletesLetters } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { ListedLetter } from '../../src/store/letters/letter-model.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, danger, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { type ListRow, numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { letterMark, letterSender } from './letter-card.ts';
import { goOn } from './letter-series.ts';
import { letterLinks, mailLinks } from './links.ts';

const OPEN: readonly LetterState[] = ['new', 'taken'];
const WITH_EXCLUDED: readonly LetterState[] = ['new', 'taken', 'excluded'];

/** Which part of the list is shown: its page, whether excluded letters are in it, and whether a tap marks a letter. */
interface View {
  page: number;
  excluded: boolean;
  marking: boolean;
}

const viewOf = (page?: string, excluded?: string, marking?: string): View => ({
  page: pageOf(page),
  excluded: excluded === '1',
  marking: marking === '1',
});
const args = ({ page, excluded, marking }: View): [page: number, excluded: 0 | 1, marking: 0 | 1] => [
  page,
  excluded ? 1 : 0,
  marking ? 1 : 0,
];
const listData = (view: View): CallbackData => mailLinks.list(...args(view));

/** The mail manager: letters that wait, to be marked, opened and handled, a page at a time. */
export async function showMail(ctx: Ctx, view?: View): Promise<void> {
  const boxes = view ? [] : await ctx.kit.store.mailboxes.all();
  if (!view && boxes.length === 0) {
    await ctx.show({ html: join([b(`📬 ${ctx.t.mail.title}`), escapeHtml(ctx.t.mail.noMailboxes)], '\n\n') });
    return;
  }
  await ctx.show(
    await mailCard(ctx, view ?? { ...viewOf(), excluded: boxes.some(({ showExcluded }) => showExcluded) }),
  );
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
    ...(view.marking ? [mail.legend] : []),
  ];
  const first = view.page * PAGE + 1;
  const empty = asked.excluded ? mail.emptyExcluded : mail.empty;
  return {
    html: join(
      [
        b(`📬 ${mail.title}`),
        escapeHtml(count === 0 ? empty : told.join('\n')),
        ...(letters.length > 0
          ? [
              numberedText(
                letters.map((letter) => entryRow(ctx, letter)),
                first,
              ),
            ]
          : []),
      ],
      '\n\n',
    ),
    rows: [
      ...(view.marking
        ? markButtons(ctx, letters, view, first)
        : numberButtons(
            letters.map(({ id }) => letterLinks.open(id, listData(view))),
            first,
          )),
      ...pageRow(ctx, view.page, count, (page) => listData({ ...view, page })),
      ...markedRows(ctx, view, marked.length),
      ...(view.marking ? [] : lookRows(ctx, view, count)),
    ],
  };
}

const HEAD_LIMIT = 64;
/** With their marks, so many numbers stand side by side. */
const MARKS_ACROSS = 4;
const SUBJECT_LIMIT = 72;

const isMarked = ({ user }: Ctx, letter: ListedLetter): boolean => letter.marks.includes(user.id);

/** A letter of the list: who wrote and when, and below that about what. */
function entryRow(ctx: Ctx, letter: ListedLetter): ListRow {
  const when = showWhen(letter.deliveredAt, ctx.at, ctx.user);
  const mark = isMarked(ctx, letter) ? '☑️ ' : '';
  return {
    head: escapeHtml(cut(`${mark}${letterMark(letter)} ${when} · ${letterSender(letter, ctx.t)}`, HEAD_LIMIT)),
    detail: escapeHtml(cut((letter.subject || ctx.t.mail.noSubject).replace(/\s+/g, ' '), SUBJECT_LIMIT)),
  };
}

/** A tap on its number marks a letter, or takes the mark off. */
const markButtons = (ctx: Ctx, letters: readonly ListedLetter[], view: View, first: number): Button[][] =>
  grid(
    letters.map((letter, index) => {
      const on = isMarked(ctx, letter);
      return {
        text: `${on ? '☑️' : '▫️'} ${first + index}`,
        data: mailLinks.mark(letter.id, on ? 0 : 1, ...args(view)),
      };
    }),
    MARKS_ACROSS,
  );

/** What else can be done with the list, while letters are not being marked. */
function lookRows({ t: { mail } }: Ctx, view: View, count: number): Button[][] {
  return [
    ...(count > 1 ? [[{ text: `☑️ ${mail.markSeveral}`, data: listData({ ...view, marking: true }) }]] : []),
    [
      { text: `🔄 ${mail.fetchNow}`, data: mailLinks.fetch(...args(view)) },
      {
        text: `🔕 ${view.excluded ? mail.hideExcluded : mail.showExcluded}`,
        data: listData({ ...view, page: 0, excluded: !view.excluded }),
      },
    ],
  ];
}

function markedRows({ t, user }: Ctx, view: View, count: number): Button[][] {
  const { mail } = t;
  const over = [{ text: `✔️ ${t.common.done}`, data: listData({ ...view, marking: false }) }];
  if (count === 0) return view.marking ? [over] : [];
  const act = (text: string, action: 'series' | 'exclude' | 'delete' | 'unmark') => ({
    text,
    data: mailLinks[action](...args(view)),
  });
  return [
    [act(`✅ ${mail.registerMarked} (${count})`, 'series')],
    [
      act(`🔕 ${mail.actions.exclude}`, 'exclude'),
      ...(deletesLetters(user) ? [danger(act(`🗑 ${mail.actions.deleteOnServer}`, 'delete'))] : []),
    ],
    [act(`↺ ${mail.unmark}`, 'unmark'), ...(view.marking ? over : [])],
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
        danger({ text: `🗑 ${ctx.t.common.yes}`, data: mailLinks.deleteyes(...args(view)) }),
        { text: ctx.t.common.no, data: listData(view) },
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

export const mailScreen = defineScreen(mailLinks, {
  list: (ctx, ...look) => showMail(ctx, viewOf(...look)),
  async mark(ctx, id, on, ...look) {
    if (isId(id)) await ctx.kit.store.letters.mark(ctx.user, id, on === '1');
    await showMail(ctx, viewOf(...look));
  },
  async series(ctx) {
    const marked = await ctx.kit.store.letters.marked(ctx.user);
    if (marked.length === 0) return ctx.say(ctx.t.mail.nothingMarked);
    await goOn(ctx, { rest: marked.map(({ id }) => id), number: 0, count: marked.length, done: 0 });
  },
  exclude: (ctx, ...look) => excludeMarked(ctx, viewOf(...look)),
  delete: (ctx, ...look) => confirmDelete(ctx, viewOf(...look)),
  deleteyes: (ctx, ...look) => deleteMarked(ctx, viewOf(...look)),
  async unmark(ctx, ...look) {
    await ctx.kit.store.letters.unmarkAll(ctx.user);
    await showMail(ctx, viewOf(...look));
  },
  fetch: (ctx, ...look) => fetchNow(ctx, viewOf(...look)),
});
