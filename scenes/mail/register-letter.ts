import { registerLetter } from '../../src/actions/letters/index.ts';
import type { CountryCode } from '../../src/domain/client/phone.ts';
import type { Ref } from '../../src/domain/contact/contact.ts';
import { filesAsAnalytics } from '../../src/domain/letter/as-contact.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { openDialog, setDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { DialogTaking } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { Field, Fields, Reply } from '../../src/telegram/dialogs/field.ts';
import { TEXT_LIMIT } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { homeCountry } from '../../src/telegram/home-country.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { newClientDialog, newPersonDialog } from '../clients/links.ts';
import { aboutOf } from '../contacts/contact-card.ts';
import { savedCard } from '../contacts/contact-saved.ts';
import { fieldsOf, freshValues, lackOf } from '../contacts/form/contact-draft.ts';
import { type ContactGiven, type ContactValues, chooseClient, contactFields } from '../contacts/form/contact-fields.ts';
import { contactForm } from '../contacts/form/contact-form.ts';
import { actingOf } from '../shared/acting.ts';
import { letterCard, letterNames, readerOf } from './letter-card.ts';
import { newClientFrom, newPersonFrom, senderRows } from './letter-client.ts';
import { canAnswer } from './letter-head.ts';
import { redrawElsewhere } from './letter-ring.ts';
import { goOn, type Series } from './letter-series.ts';
import { letterContent } from './letter-written.ts';
import { letterLinks, registerLetterDialog } from './links.ts';
import { seriesExtras, seriesField } from './register-series.ts';

export type LetterValues = ContactValues & { series?: Series };

/** What a called dialog (a new client, a new person) begins with: what the letter tells of its sender. */
function prefilled<T, Start extends object>(
  field: Field<T, ContactValues>,
  create: DialogTaking<Start>,
  from: (letter: Letter, country: CountryCode | undefined) => Start,
) {
  const { tap } = field;
  if (!tap) return field;
  return {
    ...field,
    async tap(ctx: Ctx, arg: string, asking: Parameters<typeof tap>[2]): Promise<Reply<ContactValues>> {
      const reply = await tap(ctx, arg, asking);
      if (!('call' in reply)) return withManager(ctx, reply);
      const letter = await ctx.kit.store.letters.get(ctx.user, asking.draft);
      return letter
        ? { call: { id: create.id, values: { ...from(letter, await homeCountry(ctx)), ...reply.call.values } } }
        : reply;
    },
  };
}

/** A client found brings its manager along. */
async function withManager(ctx: Ctx, reply: Reply<ContactValues>): Promise<Reply<ContactValues>> {
  if (!('set' in reply) || !reply.set.organization) return reply;
  const manager = await managerOf(ctx, reply.set.organization.id);
  return manager ? { set: { ...reply.set, manager } } : reply;
}

async function managerOf({ kit }: Ctx, organization: string): Promise<Ref | undefined> {
  const id = await kit.store.senders.managerOf(organization);
  const user = id === undefined ? undefined : await kit.store.users.get(id);
  return user?.access === 'active' ? { id: String(user.id), name: user.name } : undefined;
}

const fields: Fields<LetterValues, ContactGiven> = {
  ...contactFields,
  organization: prefilled(contactFields.organization, newClientDialog, newClientFrom),
  person: prefilled(
    { ...contactFields.person, ask: (values) => contactFields.person.ask?.(values) ?? false },
    newPersonDialog,
    newPersonFrom,
  ),
  series: seriesField,
};

/** The letter's client and person by name, with the client's manager. What was not found stays empty, and is asked. */
async function known(ctx: Ctx, { organization, person }: Letter): Promise<ContactValues> {
  const { store } = ctx.kit;
  const [clients, persons] = await Promise.all([
    store.organizations.named([organization ?? '']),
    store.persons.named([person ?? '']),
  ]);
  const ref = (id: string | undefined, names: Map<string, string>): Ref | undefined =>
    id === undefined ? undefined : { id, name: names.get(id) ?? id };
  const client = ref(organization, clients);
  const who = ref(person, persons);
  if (!client) return who ? { person: who } : {};
  const chosen = await chooseClient(client, {}, ctx);
  const manager = await managerOf(ctx, client.id);
  return {
    ...('set' in chosen && chosen.set.organization && { organization: chosen.set.organization }),
    ...(who ? { person: who } : 'set' in chosen && chosen.set.person && { person: chosen.set.person }),
    ...(manager && { manager }),
  };
}

/** The contact that this letter's conversation was about last, if the reader may see it. */
async function previousOf(ctx: Ctx, { references, id }: Letter) {
  if (references.length === 0) return undefined;
  const { letters, outgoing, contacts } = ctx.kit.store;
  const ids = references.toReversed();
  const [came, sent] = await Promise.all([letters.byMessageIds(ids), outgoing.byMessageIds(ids)]);
  const linked = [
    ...sent.map(({ messageId, contact }) => ({ messageId, contact })),
    ...came.map(({ messageId = '', contact }) => ({ messageId, contact })),
  ].sort((a, b) => ids.indexOf(a.messageId) - ids.indexOf(b.messageId));
  for (const { contact } of linked) {
    const found = contact === undefined || contact === id ? undefined : await contacts.get(ctx.user, contact);
    if (found && !found.removed) return found;
  }
  return undefined;
}

async function prefill(ctx: Ctx, letter: Letter): Promise<LetterValues> {
  const previous = await previousOf(ctx, letter);
  const content = letterContent(letter, TEXT_LIMIT);
  const analytics = filesAsAnalytics(letter.files);
  // The server's clock may be a little ahead of ours.
  const start = new Date(Math.min(letter.deliveredAt.getTime(), ctx.at.getTime()));
  return {
    ...freshValues('happened', ctx.user, ctx.at),
    start,
    via: { channel: 'email', direction: 'incoming' },
    ...(content && { content }),
    ...(analytics.length > 0 && { analytics }),
    ...(previous && { about: aboutOf(previous) }),
    ...(await known(ctx, letter)),
  };
}

/** A letter that is registered still wants its answer. */
const replyRow = ({ t }: Ctx, letter: Letter): Button[] =>
  canAnswer(letter) ? [{ text: `↩️ ${t.mail.actions.reply}`, data: letterLinks.reply(letter.id) }] : [];

/** Registers a letter: everything it tells is filled in, what is missing is asked. */
export const registerLetterScene = defineForm<LetterValues, ContactGiven>(registerLetterDialog, {
  title: (t, { series }) =>
    [`📨 ${t.mail.registerTitle}`, series && t.mail.oneOf(series.number, series.count)].filter(Boolean).join(' · '),
  fields,
  ...(contactForm.attach && { attach: contactForm.attach }),
  async begin(ctx, _values, draft) {
    const letter = await ctx.kit.store.letters.get(ctx.user, draft);
    return letter ? prefill(ctx, letter) : freshValues('happened', ctx.user, ctx.at);
  },
  /** Left without saving, the letter is everybody's again. */
  async left(ctx) {
    const letter = await ctx.kit.store.letters.giveBack(ctx.user, openDialog(ctx)?.draft ?? '');
    if (letter.outcome !== 'done') return undefined;
    redrawElsewhere(ctx, letter.letter);
    return letterCard(readerOf(ctx.kit, ctx.user), letter.letter, await letterNames(ctx.kit.store, letter.letter));
  },
  extras: seriesExtras,
  async save(ctx, values, { draft }): Promise<Saved> {
    const described = fieldsOf(ctx, values);
    if ('error' in described) return described;
    const registration = { letter: draft, fields: described.fields, previous: values.about?.id };
    const registered = await registerLetter(actingOf(ctx), registration);
    if (registered.outcome !== 'registered') return lackOf(ctx.t, registered.outcome);
    const { contact, by, letter } = registered;
    if (letter) redrawElsewhere(ctx, letter);
    if (by !== undefined) {
      const names = await ctx.kit.store.users.named([by]);
      await ctx.say(ctx.t.mail.registeredAlready(names.get(by) ?? ''), { alert: true });
    }
    const card = async () => {
      const saved = await savedCard(ctx, contact, ctx.t.contact.saved);
      const ofLetter = letter ? [...(await senderRows(ctx, letter, contact)), replyRow(ctx, letter)] : [];
      return { ...saved, rows: [...ofLetter, ...(saved.rows ?? [])] };
    };
    const { series } = values;
    if (!series) return { card };
    return {
      // The next letter's card takes this one's place; that this one was saved is said in a word.
      async next() {
        setDialog(ctx, undefined);
        await ctx.say(`✅ ${ctx.t.contact.saved}: ${cut((contact.content ?? '').split('\n')[0] ?? '', 60)}`);
        await goOn(ctx, { ...series, done: series.done + 1 });
      },
    };
  },
});
