import type { Document } from '../../src/domain/client/client.ts';
import { isId } from '../../src/domain/id.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { DocumentChange } from '../../src/store/documents/documents.ts';
import { cameFrom } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { grid } from '../../src/telegram/messages/card.ts';
import { sendFile } from '../../src/telegram/messages/files.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactsCard } from '../clients/client-contacts.ts';
import { organizationLinks } from '../clients/links.ts';
import { tapOperation } from '../contacts/contact-card.ts';
import { backToCard, newContactDialog, planContactDialog } from '../contacts/links.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { documentCard, documentFieldNames, documentTitle, isDocumentField, namesOfDocuments } from './document-card.ts';
import { DOCUMENTS_COUNTED, documentsCard, lastList, listOf, periodsCard, typesCard } from './document-list.ts';
import { carriedLook, documentLookOf } from './document-look.ts';
import {
  documentLinks,
  documentsOfDialog,
  editDocumentDialog,
  findDocumentDialog,
  newDocumentDialog,
} from './links.ts';

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
    const list = await listOf(ctx, documents, to(at), at * PAGE);
    await ctx.show({
      html: join(
        [
          b(`📄 ${t.document.of(organization.name)}`),
          escapeHtml(count > 0 ? t.document.count(count, count === at * PAGE + DOCUMENTS_COUNTED) : t.document.none),
          ...list.text,
        ],
        '\n\n',
      ),
      rows: [
        ...list.rows,
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
  async by(ctx, page, ...look) {
    await ctx.show(await documentsCard(ctx, documentLookOf(...look), pageOf(page)));
  },
  async last(ctx) {
    await ctx.show(await lastList(ctx));
  },
  async types(ctx, ...look) {
    await ctx.show(await typesCard(ctx, documentLookOf(...look)));
  },
  async periods(ctx, ...look) {
    await ctx.show(periodsCard(ctx, documentLookOf(...look)));
  },
  whose: (ctx, ...look) =>
    beginDialog(ctx, documentsOfDialog, {
      values: { look },
      back: documentLinks.by(0, ...carriedLook(documentLookOf(...look))),
    }),
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
    const list = await listOf(ctx, documents.slice(0, PAGE * 2), documentLinks.of(contact.id));
    await ctx.show({
      html: join([b(`📄 ${ctx.t.document.title}`), escapeHtml(counted), ...list.text], '\n\n'),
      rows: [...list.rows, backToCard(ctx, contact.id)],
    });
  },
});
