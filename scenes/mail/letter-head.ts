import type { Invitation } from '../../src/domain/letter/invitation.ts';
import type { Address, Letter } from '../../src/domain/letter/letter.ts';
import { isRobot } from '../../src/domain/letter/robot.ts';
import { cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { atLocal, dayEnd } from '../../src/domain/time/zone.ts';
import type { User } from '../../src/domain/user.ts';
import { showDay, showTime, showWhen } from '../../src/i18n/dates.ts';
import type { Texts } from '../../src/i18n/index.ts';

const NAMED = 4;

export const showAddress = ({ address, name }: Address): string =>
  name && address && name !== address ? `${cut(name, 60)} <${address}>` : name || address;

/** How the letter came, where From is not its sender, and whom else it was for. */
export function wayLines(letter: Letter, { letter: words }: Texts): Html[] {
  const { via, to, cc, replyTo, torn = [], sealed } = letter;
  const others = to.length + (cc?.length ?? 0) > 1;
  const list = (label: string, all: readonly Address[]): string[] =>
    all.length === 0
      ? []
      : [
          `${label}: ${all.slice(0, NAMED).map(showAddress).join(', ')}${all.length > NAMED ? ` ${words.more(all.length - NAMED)}` : ''}`,
        ];
  const lines = [
    ...(via ? [`↪️ ${words.via[via.kind](showAddress(via.by))}`] : []),
    ...(others ? [...list(words.to, to), ...list(words.cc, cc ?? [])] : []),
    ...(replyTo !== undefined && replyTo !== letter.from.address ? [`⚠️ ${words.answersTo(replyTo)}`] : []),
    ...torn.slice(0, NAMED).map((name) => `⚠️ ${words.torn(cut(name, 60))}`),
    ...(sealed ? [`🔒 ${words.sealed[sealed]}`] : []),
  ];
  return lines.map((line) => escapeHtml(line));
}

/** The word of who handed a letter on. */
export const noteLines = ({ via }: Letter): Html[] => (via?.note ? [escapeHtml(`💬 ${cut(via.note, 400)}`)] : []);

/** When an invitation's meeting begins for a reader: what has no zone, and whole days, are as on the reader's own clock. */
export function startOf({ start, floating, wholeDay }: Invitation, zone: string): Date {
  if (!floating) return start;
  return atLocal(
    {
      year: start.getUTCFullYear(),
      month: start.getUTCMonth() + 1,
      day: start.getUTCDate(),
      hour: wholeDay ? 9 : start.getUTCHours(),
      minute: wholeDay ? 0 : start.getUTCMinutes(),
    },
    zone,
  );
}

/** How long it lasts, in minutes; undefined where nothing tells. */
export const minutesOf = ({ start, end, wholeDay }: Invitation): number | undefined =>
  end && !wholeDay ? Math.round((end.getTime() - start.getTime()) / 60_000) : undefined;

/** What, when, where, from whom. */
export function invitationLines(invitation: Invitation, { t, user, at }: { t: Texts; user: User; at: Date }): Html {
  const { invitation: words } = t.letter;
  const start = startOf(invitation, user.zone);
  const minutes = minutesOf(invitation);
  const end = minutes !== undefined && minutes > 0 ? new Date(start.getTime() + minutes * 60_000) : undefined;
  const sameDay = end !== undefined && end <= dayEnd(start, user.zone);
  const until = end === undefined ? '' : `–${sameDay ? showTime(end, user) : showWhen(end, at, user)}`;
  const day = showDay(start, at, user);
  const { organizer, location, summary, method, repeats, wholeDay } = invitation;
  const lines = [
    `📅 ${words[method]}: ${summary || '…'}`,
    `🕒 ${wholeDay ? `${day}, ${words.allDay}` : `${showWhen(start, at, user)}${until}`}${repeats ? ` (${words.repeats})` : ''}`,
    ...(location ? [`📍 ${location}`] : []),
    ...(organizer ? [`👤 ${showAddress(organizer)}`] : []),
  ];
  return join(
    lines.map((line) => escapeHtml(line)),
    '\n',
  );
}

/** Whether somebody reads what is answered to a letter. */
export const canAnswer = ({ from, replyTo }: Letter): boolean => {
  const address = replyTo ?? from.address;
  return address !== '' && !isRobot(address);
};
