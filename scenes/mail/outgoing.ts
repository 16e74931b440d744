import { moveContact } from '../../src/actions/contacts/index.ts';
import { isId } from '../../src/domain/id.ts';
import { b, cut, escapeHtml, join, link } from '../../src/domain/text/html.ts';
import { atLocal, local } from '../../src/domain/time/zone.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { targetOf, tellChanged } from '../contacts/contact-card.ts';
import { contactLinks } from '../contacts/links.ts';
import { actingOf } from '../shared/acting.ts';
import { answerCard, registerAnswer, unregisterAnswer } from './answer-registered.ts';
import { openRegistration } from './letter.ts';
import { composeDialog, letterLinks, outgoingLinks } from './links.ts';
import { markSent } from './sent-mark.ts';

/** A letter as it will leave, on one message: what does not fit is left out here, not in the letter. */
const PREVIEWED = 3500;
/** Telegram, mail programs and servers take about so much of an address, in bytes; a Cyrillic letter takes six in it. */
const LINKED = 1900;
/** Of a subject, so that something is left for the text. */
const LINKED_SUBJECT = 120;

export interface LetterDraft {
  to?: string;
  subject?: string;
  text?: string;
  cc?: readonly string[];
  files?: readonly { name: string }[];
}

/** The whole letter as its recipient will see it. */
export function previewCard({ t }: Ctx, { to = '', cc = [], subject = '', text = '', files = [] }: LetterDraft): Card {
  const { mail } = t;
  const head = [`${mail.to}: ${to}`, `${mail.subject}: ${subject || mail.noSubject}`];
  if (cc.length > 0) head.splice(1, 0, `${t.letter.cc}: ${cc.join(', ')}`);
  if (files.length > 0) head.push(`📎 ${files.map(({ name }) => name).join(', ')}`);
  return {
    html: join(
      [b(`👁 ${mail.preview}`), escapeHtml(cut(head.join('\n'), 500)), escapeHtml(cut(text, PREVIEWED))],
      '\n\n',
    ),
  };
}

/**
 * Hands a letter to the phone's own mail program: a link, and where we have a public address a button through it. Of a long
 * text the beginning goes along, and the card says so.
 */
export function phoneCard({ t, kit }: Ctx, letter: LetterDraft): Card {
  const { to = '', text = '' } = letter;
  const subject = cut(letter.subject ?? '', LINKED_SUBJECT);
  const mailto = (body: string) =>
    `mailto:${to}?${new URLSearchParams({ subject, body }).toString().replace(/\+/g, '%20')}`;
  const button = (body: string) => kit.mail?.handOff?.({ to, subject, text: body });
  const fits = (body: string) => [mailto(body), button(body) ?? ''].every((url) => Buffer.byteLength(url) <= LINKED);
  let body = cut(text, LINKED);
  while (body !== '' && !fits(body)) body = cut(body, Math.floor([...body].length * 0.95));
  const url = button(body);
  return {
    html: join([
      escapeHtml(`📱 ${t.mail.byPhone}: `),
      link(to, mailto(body)),
      ...(body === text ? [] : [escapeHtml(`\n\n${t.mail.byPhoneCut}`)]),
    ]),
    rows: url === undefined ? [] : [[{ text: `📱 ${t.mail.byPhone}`, url }]],
  };
}

/** A letter that the viewer has written. */
async function ownLetter(ctx: Ctx, id: string | undefined) {
  const letter = isId(id) ? await ctx.kit.store.outgoing.get(id) : undefined;
  return letter?.author === ctx.user.id ? letter : undefined;
}

async function decide(ctx: Ctx, id: string | undefined, again: boolean): Promise<void> {
  const letter = isId(id) ? await ctx.kit.store.outgoing.decide(id, ctx.user.id, again, ctx.at) : undefined;
  if (!letter) return ctx.say(ctx.t.common.alreadyDone);
  if (again) ctx.kit.mail?.poke();
  else await markSent(ctx.kit, ctx.user, letter);
  await ctx.show({ html: escapeHtml(again ? `✉️ ${ctx.t.mail.sending}` : `✅ ${ctx.t.mail.sentNow(letter.to)}`) });
}

/** Letters that are written here: begun from a contact, decided on when nobody knows whether they left. */
export const outgoingScreen = defineScreen(outgoingLinks, {
  async write(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await beginDialog(ctx, composeDialog, {
      values: { about: { contact: contact.id } },
      back: contactLinks.open(contact.id),
    });
  },
  sent: (ctx, id) => decide(ctx, id, false),
  again: (ctx, id) => decide(ctx, id, true),
  /** The same letter to another address. */
  async correct(ctx, id) {
    const letter = await ownLetter(ctx, id);
    if (!letter) return ctx.say(ctx.t.common.gone);
    const { to, subject, text, contact, letter: answered } = letter;
    const files = letter.files.map(({ id: stored, name, mime, size }) => ({
      kind: 'document' as const,
      name,
      mime,
      size,
      stored,
    }));
    const about = { ...(contact !== undefined && { contact }), ...(answered !== undefined && { letter: answered }) };
    await beginDialog(ctx, composeDialog, { values: { about, to, subject, text, files }, field: 'to' });
  },
  /** Registers an answer with the letter it answers. */
  async enter(ctx, id) {
    const letter = await ownLetter(ctx, id);
    if (!letter) return ctx.say(ctx.t.common.gone);
    const registered = await registerAnswer(ctx.kit, ctx.user, letter);
    if (registered) {
      await ctx.say(ctx.t.letter.answerRegistered);
      await ctx.show(answerCard(ctx.user, letter, registered));
    } else if (letter.letter !== undefined) await openRegistration(ctx, letter.letter, false);
  },
  async unenter(ctx, id, both) {
    const letter = await ownLetter(ctx, id);
    if (!letter) return ctx.say(ctx.t.common.gone);
    await unregisterAnswer(ctx.kit, ctx.user, letter, both === '1');
    await ctx.show({
      html: escapeHtml(`✅ ${ctx.t.mail.sentNow(letter.to)}\n${ctx.t.letter.answerUndone}`),
      rows: [[{ text: `📒 ${ctx.t.letter.registerAnswer}`, data: outgoingLinks.enter(letter.id) }]],
    });
  },
  /** Moves a contact to the day on which somebody who is away is back, at the hour it was planned for. */
  async behind(ctx, id, revision, day = '') {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(day) ?? [];
    if (!contact || date === undefined) return ctx.say(ctx.t.contact.absent);
    const { hour, minute } = local(contact.start, ctx.user.zone);
    const start = atLocal({ year: Number(year), month: Number(month), day: Number(date), hour, minute }, ctx.user.zone);
    const changed = await moveContact(actingOf(ctx), targetOf(ctx, contact.id, Number(revision)), start);
    await tellChanged(ctx, changed, ctx.t.contact.plannedFor(showWhen(start, ctx.at, ctx.user)));
  },
});

/** A text that answers our message about a letter becomes the answer to the letter, after one confirming tap. */
export async function replyToLetter(ctx: Ctx): Promise<boolean> {
  const { written } = ctx;
  const answered = written?.reply_to_message?.message_id;
  const text = written?.text?.trim();
  if (answered === undefined || !text || text.startsWith('/')) return false;
  const letter = await ctx.kit.store.letters.byMessage(ctx.user, answered);
  if (!letter) return false;
  const values = { about: { letter: letter.id }, text };
  await beginDialog(ctx, composeDialog, { values, toDraft: true, back: letterLinks.open(letter.id) });
  return true;
}
