import type { Message } from '@grammyjs/types';
import type { Ref } from '../../src/domain/contact/contact.ts';
import type { Reading } from '../../src/domain/line/reading.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import type { Doubt, LineState } from '../contacts/form/doubts.ts';
import { draftOf, type LineDraft } from './draft.ts';

/** Who wrote a message that was forwarded. Of somebody who hides it, only the name is told. */
export interface Author {
  name: string;
  /** As persons of the directory may be entered: the id, the name with and without "@". */
  telegram: string[];
  /** The manager forwarded words of their own. */
  isSelf: boolean;
  at: Date;
}

type Origin = NonNullable<Message['forward_origin']>;

const NAME_LIMIT = 120;
const SHOWN = 4;

function nameOf(origin: Origin): string {
  switch (origin.type) {
    case 'user':
      return [origin.sender_user.first_name, origin.sender_user.last_name].filter(Boolean).join(' ');
    case 'hidden_user':
      return origin.sender_user_name;
    case 'chat':
      return 'title' in origin.sender_chat ? (origin.sender_chat.title ?? '') : (origin.author_signature ?? '');
    case 'channel':
      return 'title' in origin.chat ? (origin.chat.title ?? '') : (origin.author_signature ?? '');
  }
}

/** The author of a forwarded message; undefined for one that is not, or that a bot wrote. */
export function authorOf({ forward_origin: origin }: Message, self: number): Author | undefined {
  if (!origin || (origin.type === 'user' && origin.sender_user.is_bot)) return undefined;
  const user = origin.type === 'user' ? origin.sender_user : undefined;
  return {
    name: cut(clean(nameOf(origin)).trim(), NAME_LIMIT),
    telegram: user ? [String(user.id), ...(user.username ? [user.username, `@${user.username}`] : [])] : [],
    isSelf: user?.id === self,
    at: new Date(origin.date * 1000),
  };
}

/** What is known of the author: the person of the directory by Telegram, or those who bear the name, as a guess. */
async function whoWrote(
  ctx: Ctx,
  author: Author,
): Promise<{ values: ContactValues; doubts: Doubt[]; isKnown: boolean }> {
  const { persons, organizations } = ctx.kit.store;
  const known = await persons.byTelegram(ctx.user, author.telegram);
  const alike = known ? [] : await persons.search(ctx.user, author.name, SHOWN);
  const named = alike.filter(({ name }) => name.toLowerCase() === author.name.toLowerCase());
  const guess = known ?? named[0];
  const ids = [...(guess ? [guess] : []), ...alike].flatMap(({ organization }) => organization ?? []);
  const employers = new Map((await organizations.many(ctx.user, ids)).map(({ id, name }) => [id, { id, name }]));
  const employerOf = ({ organization = '' }: { organization?: string }): Ref | undefined => employers.get(organization);
  if (known) {
    const employer = employerOf(known);
    const person = { id: known.id, name: known.name };
    return { values: { person, ...(employer && { organization: employer }) }, doubts: [], isKnown: true };
  }
  const options = alike.map((one) => ({
    person: { id: one.id, name: one.name },
    organization: employerOf(one) ?? null,
  }));
  if (!guess) {
    // Near to the name, and no more: offered beside the question.
    return { values: {}, doubts: options.length > 0 ? [{ field: 'person', options }] : [], isKnown: false };
  }
  const person = { id: guess.id, name: guess.name };
  const employer = employerOf(guess);
  const others = options.filter((one) => one.person.id !== guess.id);
  const doubt: Doubt = {
    field: 'person',
    guess: person,
    options: [...others, { person: null, organization: null }],
  };
  return { values: { person, ...(employer && { organization: employer }) }, doubts: [doubt], isKnown: true };
}

/**
 * The draft of a forwarded message: somebody's words, which came by a messenger when they were written. All of them are the content;
 * what they ask for at a time to come is the next step.
 */
export async function forwardedDraft(ctx: Ctx, reading: Reading, author: Author): Promise<LineDraft> {
  const read = draftOf(reading, ctx.at);
  const who = author.isSelf ? { values: {}, doubts: [], isKnown: false } : await whoWrote(ctx, author);
  const { organization, person, status, start, line } = read.values;
  const own = who.isKnown ? who.values : { ...(organization && { organization }), ...(person && { person }) };
  const isAhead = status === 'planned' && start !== undefined && start > ctx.at;
  const step = line?.step ?? (isAhead ? { at: start, about: cut(reading.said.split('\n')[0] ?? '', 60) } : undefined);
  const newcomer = who.isKnown || author.isSelf ? line?.newcomer : newcomerOf(author, line);
  const state: LineState = {
    doubts: [
      ...who.doubts,
      ...(who.isKnown ? [] : (line?.doubts ?? []).filter(({ field }) => field === 'organization')),
    ],
    ...(newcomer && { newcomer }),
    ...(step && { step }),
  };
  const minute = Math.floor(Math.min(author.at.getTime(), ctx.at.getTime()) / 60_000) * 60_000;
  return {
    values: {
      ...own,
      status: 'happened',
      start: new Date(minute),
      via: { channel: 'messenger', direction: author.isSelf ? 'outgoing' : 'incoming' },
      content: reading.said,
      said: author.name ? `${author.name}: ${reading.said}` : reading.said,
      line: state,
    },
    asked: [],
  };
}

/** Somebody who is not in the directory: offered with the way they wrote. */
function newcomerOf({ name, telegram }: Author, line: LineState | undefined): LineState['newcomer'] {
  const [id] = telegram;
  return { ...line?.newcomer, ...(name && { person: name }), ...(id !== undefined && { telegram: id }) };
}
