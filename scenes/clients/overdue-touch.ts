import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showDay } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
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
  return {
    html: join(
      [
        b(`🔕 ${t.clients.silentTitle(asked)}`),
        escapeHtml(clients.length > 0 ? t.clients.noNextCount(clients.length, more) : t.clients.none),
        ...(within === undefined ? [] : [escapeHtml(t.clients.noNextWithin(within))]),
        ...(shown.length > 0
          ? [
              numberedText(
                shown.map(({ name }) => ({ head: escapeHtml(cut(name, NAME_LIMIT)) })),
                page * PAGE + 1,
              ),
            ]
          : []),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => organizationLinks.open(id, to(page))),
        page * PAGE + 1,
      ),
      ...pageRow(ctx, page, clients.length, to),
      SILENCES.map((choice) => ({
        text: `${choice === asked ? '● ' : ''}${choice}`,
        data: leafLinks.silent(choice, all, 0),
      })),
      tabs(ctx, all, (whose) => leafLinks.silent(asked, whose, 0)),
      [{ text: `‹ ${t.clients.noNextStep}`, data: clientsLinks.idle(all, 0) }],
    ],
  };
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
  return {
    html: join(
      [
        b(`🤝 ${t.clients.touchTitle}`),
        escapeHtml(due.length > 0 ? t.clients.count(due.length, false) : t.clients.touchNone),
        ...(shown.length > 0
          ? [
              numberedText(
                shown.map(({ name, late, last }) => ({
                  head: escapeHtml(cut(name, NAME_LIMIT)),
                  detail: escapeHtml(
                    `${t.clients.touchLate(late)} · ${t.clients.last}: ${last ? showDay(last, at, user) : t.clients.lastNone}`,
                  ),
                })),
                page * PAGE + 1,
              ),
            ]
          : []),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => organizationLinks.open(id, to(page))),
        page * PAGE + 1,
      ),
      ...pageRow(ctx, page, due.length, to),
      tabs(ctx, all, (whose) => leafLinks.touch(whose, 0)),
      [{ text: `‹ ${t.clients.noNextStep}`, data: clientsLinks.idle(all, 0) }],
    ],
  };
}
