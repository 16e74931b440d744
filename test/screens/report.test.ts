import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

const boss: Viewer = { id: 1, role: 'supervisor', ownOnly: false, access: 'active' };
let bot: TestBot;

async function contact(id: string, fields: Partial<ContactFields> & { manager: number; start: Date }): Promise<void> {
  const usual = {
    status: 'happened',
    channel: 'phone',
    direction: 'outgoing',
    priority: 'medium',
    state: 1,
    content: 'test',
    documents: [],
    analytics: [],
  } satisfies Partial<ContactFields>;
  await bot.store.contacts.create(boss, id, { ...usual, ...fields }, { now: new Date('2026-11-23T09:00:00Z') });
}

beforeAll(async () => {
  bot = await startBot();
  const { ivan, mary, store } = bot;
  const now = new Date('2026-11-01T00:00:00Z');
  for (const [id, name] of [
    ['romashka', 'ООО «Ромашка»'],
    ['acme', 'Acme Ltd'],
  ] as const) {
    await store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, now);
  }
  const day = (date: string) => new Date(`2026-${date}T10:00:00Z`);
  const [one, two] = [ivan.user.id, mary.user.id];
  await contact('c1', { manager: one, start: day('11-02'), organization: 'romashka', minutes: 30, state: 3 });
  await contact('c2', { manager: one, start: day('11-03'), organization: 'acme', state: 3, priority: 'high' });
  await contact('c3', { manager: one, start: day('11-04'), organization: 'romashka', minutes: 45 });
  await contact('c4', { manager: two, start: day('11-05'), organization: 'acme', minutes: 5 });
  await contact('c5', { manager: two, start: day('11-25'), organization: 'acme', status: 'planned' });
  await contact('c6', { manager: two, start: day('10-25'), organization: 'acme' });
});
afterAll(() => bot.stop());

describe('/report', () => {
  it('answers with a table at once, then a picture above it', async () => {
    const { ivan } = bot;
    await ivan.start();
    await say(ivan, '/report');
    await press(ivan, 'Показать');
    const picture = await ivan.sees((message) => message.attachment?.kind === 'photo');
    const table = await ivan.sees((message) => message.text.includes('Всего'), { after: picture.message_id });
    expect(table.text).toContain('Всего');
    expect(bot.faults).toEqual([]);
  });
});
