import { saysWhenBack } from '../../src/domain/letter/away.ts';
import type { MailNews } from '../../src/domain/letter/news.ts';
import { cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { local } from '../../src/domain/time/zone.ts';
import type { User } from '../../src/domain/user.ts';
import { showDay } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { senderLine } from './letter-card.ts';
import { writtenIn } from './letter-written.ts';
import { letterLinks, outgoingLinks } from './links.ts';

/** So far ahead the next contact is looked for, in days. */
const AHEAD = 60;
const PLANNED = 200;
const SHOWN = 300;

/** An automatic reply, told to the user who wrote: what it says, and the next contact to be moved behind it. */
export async function awayCard(kit: Kit, user: User, news: MailNews): Promise<Card | undefined> {
  if (news.kind !== 'away') return undefined;
  const { outgoing, letter } = news;
  const t = texts[user.language];
  const at = kit.now();
  const until = local(at, user.zone).plus({ days: AHEAD }).toJSDate();
  const planned = await kit.store.contacts.planned(user, user.id, until, PLANNED);
  const next = planned.find(
    ({ organization, persons }) =>
      (outgoing.person !== undefined && persons?.includes(outgoing.person)) ||
      (organization !== undefined && organization === outgoing.organization),
  );
  const { body } = writtenIn(letter);
  const back = saysWhenBack(`${letter.subject}\n${body}`, { now: at, zone: user.zone });
  const word = back ? t.letter.moveNextTo(showDay(back, at, user)) : t.letter.moveNext;
  const moved =
    next && back && next.start < back
      ? outgoingLinks.behind(next.id, next.revision, dayOf(back, user.zone))
      : undefined;
  return {
    html: join(
      [escapeHtml(`🏖 ${t.letter.absent(senderLine(letter, t))}`), escapeHtml(cut(body || letter.subject, SHOWN))],
      '\n\n',
    ),
    rows: [
      ...(next
        ? [
            [
              {
                text: `🕒 ${moved ? word : t.letter.moveNext}`,
                data: moved ?? contactLinks.move(next.id, next.revision),
              },
            ],
          ]
        : []),
      [{ text: `📨 ${t.mail.actions.toLetter}`, data: letterLinks.open(letter.id) }],
    ],
  };
}

const dayOf = (date: Date, zone: string): string => local(date, zone).toFormat('yyyyMMdd');
