import type { Document } from '../../src/domain/client/client.ts';
import { isId } from '../../src/domain/id.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { DocumentChange } from '../../src/store/documents/documents.ts';
import { cameFrom } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { sendFile } from '../../src/telegram/messages/files.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactsCard } from '../clients/client-contacts.ts';
import { organizationLinks } from '../clients/links.ts';
import { tapOperation } from '../contacts/contact-card.ts';
import { backToCard, newContactDialog, planContactDialog } from '../contacts/links.ts';
import { carried, PAGE, pageOf, pageRow } from '../shared/pages.ts';
import {
  documentCard,
  documentFieldNames,
  documentTitle,
  isDocumentField,
  namesOfDocuments,
  showAmount,
} from './document-card.ts';
import { documentLinks, editDocumentDialog, findDocumentDialog, newDocumentDialog } from './links.ts';

const COUNTED = 1000;
const LINE_LIMIT = 60;

/** The register, or what was found in it by number, the latest first. */
export async function documentsCard(ctx: Ctx, { number }: { number?: string }, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const { documents, count } = await kit.store.documents.list(user, { number }, page * PAGE, PAGE);
  // What has pages is sought by what their buttons carry: each page is then a part of the same list.
  if (number !== undefined && count > PAGE && carried(number) !== number)
    return documentsCard(ctx, { number: carried(number) }, page);
  const to = (target: number) =>
    number === undefined ? documentLinks.list(target) : documentLinks.list(target, carried(number));
  const found = number === undefined ? [] : [escapeHtml(`🔍 ${t.document.found(number)}`)];
  const none = number === undefined ? t.document.none : t.document.noneFound(number);
  const counted = count > 0 ? t.document.count(count, count === COUNTED) : none;
  return {
    html: join([b(`📄 ${t.document.title}`), ...(count > 0 ? found : []), escapeHtml(counted)], '\n'),
    rows: [
      ...(await rowsOf(ctx, documents, to(page))),
      ...pageRow(ctx, page, count, to),
      ...(await typeRows(ctx)),
      [
        { text: `➕ ${t.document.add}`, data: documentLinks.add() },
        { text: `🔍 ${t.common.search}`, data: documentLinks.find() },
      ],
      ...(number === undefined ? [] : [[{ text: `‹ ${t.document.all}`, data: documentLinks.list(0) }]]),
    ],
  };
}

/** So many types have a button of their own. */
const TYPES = 4;

/** A new document of a type by one tap. */
async function typeRows({ kit, user }: Ctx): Promise<Button[][]> {
  const types = (await kit.store.dictionaries.list('documentType')).slice(0, TYPES);
  return grid(
    types.map(({ id, name }) => ({ text: `➕ ${name[user.language]}`, data: documentLinks.add(undefined, id) })),
    2,
  );
}

/** A row for each; its card then leads back to the list. */
async function rowsOf(ctx: Ctx, documents: readonly Document[], back: CallbackData): Promise<Button[][]> {
  const names = await namesOfDocuments(ctx, documents);
  return documents.map((document) => {
    const parts = [documentTitle(ctx, document, names), names.organizations.get(document.organization ?? '')];
    const text = [...parts, showAmount(ctx, document)].filter(Boolean).join(' · ');
    return [{ text: `📄 ${cut(text, LINE_LIMIT)}`, data: documentLinks.open(document.id, back) }];
  });
}

/** `/documents`, with a number or a part of one behind it if wanted. */
export async function showDocuments(ctx: Ctx, argument: string): Promise<void> {
  const number = cut(argument, 60);
  await ctx.show(await documentsCard(ctx, number ? { number } : {}, 0));
}

async function documentOf(ctx: Ctx, id: string | undefined): Promise<Document | undefined> {
  const document = isId(id) ? await ctx.kit.store.documents.get(ctx.user, id) : undefined;
  if (!document) await ctx.say(ctx.t.document.absent);
  return document;
}

/** A new contact about a document: with its client, and the document on it. */
const contactFrom =
  (dialog: typeof newContactDialog) =>
  async (ctx: Ctx, id?: string): Promise<void> => {
    const document = await documentOf(ctx, id);
    if (!document) return;
    const { organizations, persons } = ctx.kit.store;
    const client = document.organization && (await organizations.get(ctx.user, document.organization));
    const [only, ...others] = client ? await persons.of(ctx.user, client.id, 2) : [];
    const names = await namesOfDocuments(ctx, [document]);
    const firm = document.firm && { id: document.firm, name: names.types.get(document.firm) ?? document.firm };
    await beginDialog(ctx, dialog, {
      values: {
        documents: [{ id: document.id, name: `№ ${document.number}` }],
        ...(client && { organization: { id: client.id, name: client.name, several: others.length > 0 } }),
        ...(only && others.length === 0 && { person: { id: only.id, name: only.name } }),
        ...(firm && { firm }),
      },
      back: documentLinks.open(document.id),
    });
  };

async function showFields(ctx: Ctx, document: Document): Promise<void> {
  const { t } = ctx;
  const labels: Record<(typeof documentFieldNames)[number], string> = {
    type: `🏷 ${t.client.field.documentType}`,
    number: `#️⃣ ${t.client.field.number}`,
    date: `📅 ${t.client.field.date}`,
    amount: `💰 ${t.client.field.amount}`,
    currency: `💱 ${t.document.currency}`,
    organization: `🏢 ${t.contact.field.organization}`,
    firm: `🏛 ${t.contact.field.firm}`,
    file: `📎 ${t.document.file}`,
  };
  const { html } = await documentCard(ctx, document);
  const fields = documentFieldNames.map((name) => ({
    text: labels[name],
    data: documentLinks.field(document.id, document.revision, name),
  }));
  await ctx.show({
    html: join([html, b(t.document.editQuestion)], '\n\n'),
    rows: [...grid(fields, 2), [{ text: `‹ ${t.common.back}`, data: documentLinks.open(document.id) }]],
  });
}

/** Changes a document by one tap and shows it as it is then. */
async function changeByTap(
  ctx: Ctx,
  id: string | undefined,
  revision: string | undefined,
  set: DocumentChange,
  done: string,
): Promise<void> {
  if (!isId(id)) return ctx.say(ctx.t.document.absent);
  const changed = await ctx.kit.store.documents.change(ctx.user, id, tapOperation(ctx, Number(revision)), set);
  if (changed.outcome === 'absent') return ctx.say(ctx.t.document.absent);
  await ctx.say(changed.outcome === 'overtaken' ? ctx.t.document.overtaken : done);
  await ctx.show(await documentCard(ctx, changed.document));
}

export const documentScreen = defineScreen(documentLinks, {
  /** The documents of a client, by pages. */
  async client(ctx, id, page) {
    const organization = isId(id) ? await ctx.kit.store.organizations.get(ctx.user, id) : undefined;
    if (!organization) return ctx.say(ctx.t.clients.absent);
    const { t, kit, user } = ctx;
    const at = pageOf(page);
    const among = { organization: await kit.store.organizations.aliases(organization.id) };
    const { documents, count } = await kit.store.documents.list(user, among, at * PAGE, PAGE);
    const to = (target: number) => documentLinks.client(organization.id, target);
    await ctx.show({
      html: join(
        [
          b(`📄 ${t.document.of(organization.name)}`),
          escapeHtml(count > 0 ? t.document.count(count, count === COUNTED) : t.document.none),
        ],
        '\n',
      ),
      rows: [
        ...(await rowsOf(ctx, documents, to(at))),
        ...pageRow(ctx, at, count, to),
        [{ text: `➕ ${t.document.add}`, data: documentLinks.add(organization.id) }],
        [{ text: `‹ ${t.clients.toClient}`, data: organizationLinks.open(organization.id) }],
      ],
    });
  },
  async list(ctx, page, ...number) {
    const given = number.filter((part) => part !== undefined).join(':');
    await ctx.show(await documentsCard(ctx, given ? { number: given } : {}, pageOf(page)));
  },
  async open(ctx, id, ...back) {
    const document = await documentOf(ctx, id);
    if (!document) return;
    cameFrom(ctx, document.id, ...back);
    await ctx.show(await documentCard(ctx, document));
  },
  async remove(ctx, id, revision) {
    const document = await documentOf(ctx, id);
    if (!document) return;
    const names = await namesOfDocuments(ctx, [document]);
    await ctx.show({
      html: join([b(`🗑 ${ctx.t.document.removeQuestion}`), escapeHtml(documentTitle(ctx, document, names))], '\n\n'),
      rows: [
        [
          {
            text: `🗑 ${ctx.t.common.remove}`,
            style: 'danger',
            data: documentLinks.removed(document.id, Number(revision) || 0),
          },
        ],
        [{ text: `‹ ${ctx.t.common.back}`, data: documentLinks.open(document.id) }],
      ],
    });
  },
  removed: (ctx, id, revision) =>
    changeByTap(ctx, id, revision, { removed: { at: ctx.at, by: ctx.user.id } }, ctx.t.document.removedNow),
  undo: (ctx, id, revision) => changeByTap(ctx, id, revision, { removed: undefined }, ctx.t.document.broughtBack),
  async add(ctx, client, chosen): Promise<void> {
    const { dictionaries, organizations } = ctx.kit.store;
    const [organization, types] = await Promise.all([
      isId(client) ? organizations.get(ctx.user, client) : undefined,
      isId(chosen) ? dictionaries.many([chosen]) : undefined,
    ]);
    const type = types?.get(chosen ?? '');
    await beginDialog(ctx, newDocumentDialog, {
      values: {
        ...(organization && { organization: { id: organization.id, name: organization.name } }),
        ...(type && { type: { id: type.id, name: type.name[ctx.user.language] } }),
      },
      back: organization ? documentLinks.client(organization.id, 0) : documentLinks.list(0),
    });
  },
  find: (ctx): Promise<void> => beginDialog(ctx, findDocumentDialog, { back: documentLinks.list(0) }),
  new: contactFrom(newContactDialog),
  plan: contactFrom(planContactDialog),
  async file(ctx, id) {
    const document = await documentOf(ctx, id);
    if (!document) return;
    const sent = document.file && (await sendFile(ctx.kit, ctx.user.id, document.file));
    if (!sent) await ctx.say(ctx.t.card.fileGone);
  },
  async edit(ctx, id) {
    const document = await documentOf(ctx, id);
    if (document) await showFields(ctx, document);
  },
  async field(ctx, id, revision, name) {
    const document = await documentOf(ctx, id);
    if (!document) return;
    if (String(document.revision) !== revision || !isDocumentField(name)) {
      await ctx.say(ctx.t.common.stale);
      return showFields(ctx, document);
    }
    await beginDialog(ctx, editDocumentDialog, {
      values: { about: { id: document.id, revision: document.revision } },
      field: name,
      back: documentLinks.open(document.id),
    });
  },
  /** The contacts that are about this document. */
  async contacts(ctx, id, page) {
    const document = await documentOf(ctx, id);
    if (!document) return;
    const card = await contactsCard(ctx, `№ ${document.number}`, { document: document.id }, pageOf(page), {
      to: (target) => documentLinks.contacts(document.id, target),
      back: documentLinks.open(document.id),
    });
    await ctx.show(card);
  },
  /** The documents of a contact. */
  async of(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    const documents = await ctx.kit.store.documents.seen(ctx.user, contact.documents);
    const counted = documents.length > 0 ? ctx.t.document.count(documents.length, false) : ctx.t.document.none;
    await ctx.show({
      html: join([b(`📄 ${ctx.t.document.title}`), escapeHtml(counted)], '\n'),
      rows: [
        ...(await rowsOf(ctx, documents.slice(0, PAGE * 2), documentLinks.of(contact.id))),
        backToCard(ctx, contact.id),
      ],
    });
  },
});
