import { isId } from '../../src/domain/id.ts';
import type { Attendance } from '../../src/domain/letter/invitation.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { matchLetter } from '../../src/domain/letter/match-letter.ts';
import { deletesLetters } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { LetterChanged } from '../../src/store/letters/letter-views.ts';
import { cameFrom, wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { homeCountry } from '../../src/telegram/home-country.ts';
import { type Button, danger } from '../../src/telegram/messages/card.ts';
import { sendFile } from '../../src/telegram/messages/files.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newClientDialog } from '../clients/links.ts';
import { showContact } from '../contacts/contact-card.ts';
import { answerInvitation, cancelInvitation, isInvited, planInvitation } from './invitations/invitation.ts';
import { letterCard, letterNames, readerOf, showSize } from './letter-card.ts';
import { learnAddress, newClientFrom, newSender } from './letter-client.ts';
import { trustSender, whyCard } from './letter-quiet.ts';
import { readingCard } from './letter-read.ts';
import { redrawElsewhere } from './letter-ring.ts';
import { composeDialog, letterLinks, registerLetterDialog } from './links.ts';

const FILES = 20;

/** Draws a letter's card where the reader is, and notes that the message stands for it. */
export async function drawLetter(ctx: Ctx, letter: Letter): Promise<void> {
  const { kit, user } = ctx;
  const card = letterCard(readerOf(kit, user), letter, await letterNames(kit.store, letter));
  const message = await ctx.show({ ...card, rows: [...(card.rows ?? []), ...wayBack(ctx, letter.id)] });
  await kit.store.letterPushes.shown(letter.id, user.id, message);
}

/** The letter a button names, as far as its reader may see it; one without a client is looked up once more. */
async function letterOf(ctx: Ctx, id: string | undefined): Promise<Letter | undefined> {
  const letter = isId(id) ? await ctx.kit.store.letters.get(ctx.user, id) : undefined;
  if (!letter) {
    await ctx.say(ctx.t.mail.absent);
    return undefined;
  }
  if (letter.organization !== undefined || letter.person !== undefined || letter.from.address === '') return letter;
  const { senders, letters } = ctx.kit.store;
  const { address } = letter.from;
  const known = (await senders.known([address])).get(address);
  const match = known ? matchLetter(address, known) : {};
  if (match.organization !== undefined || match.person !== undefined) await letters.matched(letter.id, match);
  return { ...letter, ...match };
}

/** `back`: where the letter is opened from, if that is a list. */
async function open(ctx: Ctx, id: string | undefined, ...back: (string | undefined)[]): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  cameFrom(ctx, letter.id, ...back);
  await drawLetter(ctx, letter);
}

/** Shows what became of a change, here and on every other phone. */
async function changed(ctx: Ctx, outcome: LetterChanged, word: string): Promise<void> {
  if (outcome.outcome === 'absent') return ctx.say(ctx.t.mail.absent);
  await ctx.say(outcome.outcome === 'done' ? word : ctx.t.common.stale);
  await drawLetter(ctx, outcome.letter);
  if (outcome.outcome === 'done') redrawElsewhere(ctx, outcome.letter);
}

/** Takes a letter and opens the dialog that registers it; from this moment everybody sees who has it. */
export async function openRegistration(ctx: Ctx, id: string | undefined, over: boolean): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  const { mail } = ctx.t;
  const taken = await ctx.kit.store.letters.take(ctx.user, letter.id, ctx.at, over);
  if (taken.outcome === 'absent') return ctx.say(mail.absent);
  if (taken.outcome === 'other') {
    const { taker = '' } = await letterNames(ctx.kit.store, taken.letter);
    const word = taken.letter.state === 'registered' ? mail.registeredAlready(taker) : mail.takenAlready(taker);
    await ctx.say(taken.letter.state === 'removed' ? mail.absent : word);
    return drawLetter(ctx, taken.letter);
  }
  redrawElsewhere(ctx, taken.letter);
  // A letter makes one contact, no matter who registers it and how often: the contact has the letter's id.
  await beginDialog(ctx, registerLetterDialog, { draft: letter.id });
}

async function excludeMenu(ctx: Ctx, id: string | undefined): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  const { mail, common } = ctx.t;
  const { address } = letter.from;
  const act = (text: string, action: 'exclone' | 'exclall' | 'deleteyes' | 'open'): Button => ({
    text,
    data: letterLinks[action](letter.id),
  });
  await ctx.show({
    html: join([b(`📨 ${letter.subject || mail.noSubject}`), escapeHtml(mail.excludeWhat)], '\n\n'),
    rows: [
      [act(`🔕 ${mail.excludeLetter}`, 'exclone')],
      ...(address ? [[act(`🔕 ${mail.excludeSender(address)}`, 'exclall')]] : []),
      [act(`‹ ${common.back}`, 'open')],
    ],
  });
}

async function excludeSender(ctx: Ctx, id: string | undefined): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter || letter.from.address === '') return;
  const { store } = ctx.kit;
  await store.excludedSenders.say(letter.from.address, 'excluded', ctx.user.id, ctx.at);
  const count = await store.letters.excludeFrom(ctx.user, letter.from.address);
  await ctx.say(ctx.t.mail.senderExcludedNow(letter.from.address, count), { alert: true });
  const after = await store.letters.get(ctx.user, letter.id);
  if (!after) return;
  await drawLetter(ctx, after);
  redrawElsewhere(ctx, after);
}

async function restore(ctx: Ctx, id: string | undefined): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  if (letter.quiet?.reason === 'sender' || letter.quiet?.reason === 'excluded-sender') {
    await ctx.kit.store.excludedSenders.remove(letter.from.address);
  }
  await changed(ctx, await ctx.kit.store.letters.restore(ctx.user, letter.id), ctx.t.mail.restoredNow);
}

async function confirmDelete(ctx: Ctx, id: string | undefined): Promise<void> {
  if (!deletesLetters(ctx.user)) return ctx.say(ctx.t.mail.noRight);
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  const { mail, common } = ctx.t;
  const act = (text: string, action: 'exclone' | 'exclall' | 'deleteyes' | 'open'): Button => ({
    text,
    data: letterLinks[action](letter.id),
  });
  await ctx.show({
    html: join([b(`📨 ${letter.subject || mail.noSubject}`), escapeHtml(mail.deleteSure)], '\n\n'),
    rows: [[danger(act(`🗑 ${common.yes}`, 'deleteyes')), act(common.no, 'open')]],
  });
}

async function deleteOnServer(ctx: Ctx, id: string | undefined): Promise<void> {
  if (!deletesLetters(ctx.user)) return ctx.say(ctx.t.mail.noRight);
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  await changed(ctx, await ctx.kit.store.letters.remove(ctx.user, letter.id, ctx.at), ctx.t.mail.deleting);
  ctx.kit.mail?.poke();
}

async function listFiles(ctx: Ctx, id: string | undefined): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (!letter) return;
  const { mail } = ctx.t;
  await ctx.show({
    html: b(`📎 ${letter.subject || mail.noSubject}`),
    rows: [
      ...letter.files
        .slice(0, FILES)
        .map(({ name, size }, index) => [
          { text: `📎 ${cut(name, 34)}, ${showSize(size)}`, data: letterLinks.file(letter.id, index) },
        ]),
      [{ text: `‹ ${mail.actions.toLetter}`, data: letterLinks.open(letter.id) }],
    ],
  });
}

async function sendOne(ctx: Ctx, id: string | undefined, index: string | undefined): Promise<void> {
  const letter = await letterOf(ctx, id);
  const file = letter?.files[Number(index)];
  if (!letter) return;
  const ref = file && { kind: 'document' as const, name: file.name, stored: file.id };
  if (!ref || !(await sendFile(ctx.kit, ctx.user.id, ref))) await ctx.say(ctx.t.common.gone);
}

async function answer(ctx: Ctx, id: string | undefined, attendance: Attendance): Promise<void> {
  const letter = await letterOf(ctx, id);
  if (letter && isInvited(letter) && (await answerInvitation(ctx, letter, attendance))) await drawLetter(ctx, letter);
}

export const letterScreen = defineScreen(letterLinks, {
  open,
  async read(ctx, id, page) {
    const letter = await letterOf(ctx, id);
    if (letter) await ctx.show(readingCard(ctx, letter, Number(page)));
  },
  files: listFiles,
  file: sendOne,
  register: (ctx, id) => openRegistration(ctx, id, false),
  over: (ctx, id) => openRegistration(ctx, id, true),
  exclude: excludeMenu,
  async exclone(ctx, id) {
    if (!isId(id)) return ctx.say(ctx.t.mail.absent);
    await changed(ctx, await ctx.kit.store.letters.exclude(ctx.user, id, 'letter'), ctx.t.mail.excludedNow);
  },
  exclall: excludeSender,
  restore,
  delete: confirmDelete,
  deleteyes: deleteOnServer,
  async why(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter) await ctx.show(whyCard(ctx, letter));
  },
  async trust(ctx, id) {
    const letter = await letterOf(ctx, id);
    const after = letter && letter.from.address !== '' ? await trustSender(ctx, letter) : undefined;
    if (!after) return;
    await drawLetter(ctx, after);
    redrawElsewhere(ctx, after);
  },
  async invite(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter && isInvited(letter)) await planInvitation(ctx, letter);
  },
  async uninvite(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter && isInvited(letter)) await cancelInvitation(ctx, letter);
  },
  accept: (ctx, id) => answer(ctx, id, 'accepted'),
  decline: (ctx, id) => answer(ctx, id, 'declined'),
  async learn(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter) await learnAddress(ctx, letter);
  },
  async person(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter) await newSender(ctx, letter);
  },
  async contact(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter) await showContact(ctx, letter.contact);
  },
  async client(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (letter)
      await beginDialog(ctx, newClientDialog, {
        values: newClientFrom(letter, await homeCountry(ctx)),
        back: letterLinks.open(letter.id),
      });
  },
  async reply(ctx, id) {
    const letter = await letterOf(ctx, id);
    if (!letter) return;
    await beginDialog(ctx, composeDialog, {
      values: { about: { letter: letter.id } },
      back: letterLinks.open(letter.id),
    });
  },
});
