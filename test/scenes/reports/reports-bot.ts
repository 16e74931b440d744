import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { ChatMessage, Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, pressAll, say } from '../../harness/phone.ts';
import { difference, keepReference, referenceOf, TOLERANCE } from '../../reports/reference.ts';

/** Who sees and may do everything. */
export const boss: Viewer = { id: 1, role: 'supervisor', ownOnly: false, access: 'active' };

const TOKEN = '700:test-token-test-token-test-token-test';

const usual = {
  status: 'happened',
  channel: 'phone',
  direction: 'outgoing',
  priority: 'medium',
  state: 1,
  documents: [],
  analytics: [],
} satisfies Partial<ContactFields>;

/** Stores a contact to be counted: an outgoing call that happened, but for what is told. */
export type AddContact = (
  id: string,
  fields: Partial<ContactFields> & { manager: number; start: Date },
) => Promise<void>;

/** A client's own fields, by the names that most of them share. */
export const clientOf = (id: string, name: string) => ({ id, name, phones: [], emails: [], addresses: [] });

/**
 * A bot with contacts to count, on whose two phones reports are asked for. `furnish` puts in what is counted; `entered`:
 * when it was. The bot is there once the tests run.
 */
export function withReports(
  furnish: (bot: TestBot, contact: AddContact) => Promise<void>,
  { entered, ...options }: { entered: string } & Parameters<typeof startBot>[0],
): { readonly bot: TestBot; contact: AddContact } {
  let bot: TestBot;
  const contact: AddContact = async (id, fields) => {
    const now = new Date(entered);
    await bot.store.contacts.create(boss, id, { ...usual, content: `about ${id}`, ...fields }, { now });
  };
  beforeAll(async () => {
    bot = await startBot(options);
    await furnish(bot, contact);
    for (const phone of [bot.ivan, bot.mary]) await phone.start();
  });
  afterAll(() => bot.stop());
  afterEach(() => expect(bot.faults).toEqual([]));
  return {
    get bot() {
      return bot;
    },
    contact,
  };
}

/** The tables of the newest card that has any, line by line. */
export function tablesOf(phone: Phone): string[] {
  const card = phone
    .messages()
    .toReversed()
    .find(({ html, from }) => from === 'bot' && html.includes('<pre>'));
  return [...(card?.html ?? '').matchAll(/<pre>(.*?)<\/pre>/gs)].flatMap(([, text = '']) => text.split('\n'));
}

/** Presses Show, and waits for the picture and for the card below it. */
export async function showBelow(phone: Phone, label = 'Показать'): Promise<ChatMessage> {
  const before = phone.messages().at(-1)?.message_id ?? 0;
  await press(phone, label);
  const picture = await phone.sees(({ attachment }) => attachment?.kind === 'photo', { after: before });
  await phone.sees(({ html }) => html.includes('<pre>'), { after: picture.message_id });
  return picture;
}

/** The file of a message. */
export async function bytesOf({ sandbox: { apiRoot } }: TestBot, { attachment }: ChatMessage): Promise<Buffer> {
  const answer = await fetch(`${apiRoot}/bot${TOKEN}/getFile?file_id=${attachment?.file_id}`);
  const { result } = (await answer.json()) as { result: { file_path: string } };
  return Buffer.from(await (await fetch(`${apiRoot}/file/bot${TOKEN}/${result.file_path}`)).arrayBuffer());
}

/** Shows the report that these taps set up on a new card, and holds its picture beside the reference. */
export async function showDrawn(bot: TestBot, phone: Phone, name: string, ...labels: string[]): Promise<void> {
  await say(phone, '/report');
  await pressAll(phone, ...labels);
  const png = await bytesOf(bot, await showBelow(phone));
  const kept = `layouts/${name}`;
  await keepReference(kept, png);
  expect(await difference(png, referenceOf(kept))).toBeLessThan(TOLERANCE);
}

/** The workbook that Export sends. */
export async function exportedBook(bot: TestBot, phone: Phone): Promise<ExcelJS.Workbook> {
  const after = phone.last().message_id;
  await press(phone, 'Экспорт');
  const file = await phone.sees(({ attachment }) => attachment?.kind === 'document', { after });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(await bytesOf(bot, file)).buffer);
  return book;
}

/** The cells of a sheet's rows below a head whose first title is this one. */
export function cellsBelow(sheet: ExcelJS.Worksheet | undefined, title: string): unknown[][] {
  const first = sheet?.getColumn(1).values.indexOf(title) ?? 0;
  return (sheet?.getRows(first, (sheet.rowCount ?? 0) - first + 1) ?? []).map((row) =>
    Array.isArray(row.values) ? row.values.slice(1) : [],
  );
}
