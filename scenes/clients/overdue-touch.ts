import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showDay } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { clientsLinks, leafLinks, organizationLinks } from './links.ts';

/* Clients whom somebody should speak with: those silent for long, and those whose interval is over. */

const DAY_MS = 86_400_000;
/** What "for long" is, to choose from, in days. */
const SILENCES = [30, 90, 180, 365];
/** So many are leafed through. */
const MOST = 1000;
const NAME_LIMIT = 60;

/** Clients with whom no contact happened for so many days; of the viewer's own, or of all that are seen. */
export async function silentCard(ctx: Ctx, days: number, all: boolean, page: number): Promise<Card> {
  const { t, kit, user, at } = ctx;
  const asked = SILENCES.includes(days) ? days : (SILENCES[1] ?? days);
  const since = new Date(at.getTime() - asked * DAY_MS);
  const { clients, more, within } = await kit.store.organizations.silent(user, all ? undefined : user.id, since, MOST);
  const shown = clients.slice(page * PAGE, (page + 1) * PAGE);
  const to = (target: number) => leafLinks.silent(asked, all, target);
  return listCard(ctx, {
    title: `🔕 ${t.clients.silentTitle(asked)}`,
    said: [
      clients.length > 0 ? t.clients.noNextCount(clients.length, more) : t.clients.none,
      ...(within === undefined ? [] : [t.clients.noNextWithin(within)]),
    ],
    shown: shown.map(({ id, name }) => ({ id, name })),
    page,
    count: clients.length,
    all,
    to,
    choices: [
      SILENCES.map((choice) => ({
        text: `${choice === asked ? '● ' : ''}${choice}`,
        data: leafLinks.silent(choice, all, 0),
      })),
    ],
    whose: (others) => leafLinks.silent(asked, others, 0),
  });
}

const tabs = ({ t }: Ctx, all: boolean, to: (all: boolean) => CallbackData) =>
  [false, true].map((whose) => {
    const text = whose ? t.clients.noNextAll : t.clients.noNextMine;
    return { text: whose === all ? `● ${text}` : text, data: to(whose) };
  });

/** Clients whose interval is over, the latest first. */
export async function touchCard(ctx: Ctx, all: boolean, page: number): Promise<Card> {
  const { t, kit, user, at } = ctx;
  const due = await kit.store.organizations.dueForTouch(user, all ? undefined : user.id, at);
  const shown = due.slice(page * PAGE, (page + 1) * PAGE);
  const to = (target: number) => leafLinks.touch(all, target);
  return listCard(ctx, {
    title: `🤝 ${t.clients.touchTitle}`,
    said: [due.length > 0 ? t.clients.count(due.length, false) : t.clients.touchNone],
    shown: shown.map(({ id, name, late, last }) => ({
      id,
      name,
      detail: `${t.clients.touchLate(late)} · ${t.clients.last}: ${last ? showDay(last, at, user) : t.clients.lastNone}`,
    })),
    page,
    count: due.length,
    all,
    to,
    whose: (others) => leafLinks.touch(others, 0),
  });
}

interface ClientList {
  title: string;
  /** How many there are, and what else is to be known of them. */
  said: readonly string[];
  shown: readonly { id: string; name: string; detail?: string }[];
  page: number;
  count: number;
  all: boolean;
  to(page: number): CallbackData;
  choices?: Button[][];
  /** The same list of one's own clients, or of all. */
  whose(all: boolean): CallbackData;
}

function listCard(ctx: Ctx, { title, said, shown, page, count, all, to, choices = [], whose }: ClientList): Card {
  const first = page * PAGE + 1;
  const rows = shown.map(({ name, detail }) => ({
    head: escapeHtml(cut(name, NAME_LIMIT)),
    ...(detail !== undefined && { detail: escapeHtml(detail) }),
  }));
  return {
    html: join(
      [b(title), ...said.map((line) => escapeHtml(line)), ...(rows.length > 0 ? [numberedText(rows, first)] : [])],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => organizationLinks.open(id, to(page))),
        first,
      ),
      ...pageRow(ctx, page, count, to),
      ...choices,
      tabs(ctx, all, whose),
      [{ text: `‹ ${ctx.t.clients.noNextStep}`, data: clientsLinks.idle(all, 0) }],
    ],
  };
}
