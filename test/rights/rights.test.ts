import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminScreen } from '../../scenes/admin/admin.ts';
import { dictionariesScreen } from '../../scenes/admin/dictionaries.ts';
import { retireScreen } from '../../scenes/admin/retire.ts';
import { usersScreen } from '../../scenes/admin/users.ts';
import { commands, scenes, screens } from '../../scenes/index.ts';
import { mailboxScreen } from '../../scenes/mail/mailboxes.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Phone } from '../../src/sandbox/index.ts';
import { filterSlots } from '../../src/store/journal/saved-filters.ts';
import type { TestBot } from '../harness/bot.ts';
import { sampled } from '../thorough.ts';
import { foreignIds, forged, harvest, tap, withForgedId, words } from './walk.ts';
import {
  type Dump,
  dump,
  FOREIGN,
  FORGED,
  foreignChanges,
  leadOn,
  MARKER,
  NOW,
  restore,
  SEARCHED,
  startWorld,
} from './world.ts';

/*
 * Everything that can be sent to the bot, by those who may not: the lists come from the registries of screens, scenes and
 * commands, and from buttons as others really see them, so that a new screen is walked by itself.
 */

const PATIENCE = 280_000;
/** Of forged buttons there are thousands. */
const some = (data: readonly string[]): string[] => sampled(data, 10);
let bot: TestBot;
let before: Dump;
/** Button data as Mary and the administrator see it. */
let real: string[] = [];

beforeAll(async () => {
  bot = await startWorld();
  before = await dump(bot);
  await leadOn(bot);
  const ids = [...foreignIds, 'own-contact', 'both-org'];
  const hers = await harvest(bot, bot.mary, words(ids));
  const chiefs = await harvest(bot, bot.anna, words(['xf-planned', 'xf-org', 'xf-person']));
  real = [...new Set([...hers, ...chiefs])];
  await restore(bot, before);
}, PATIENCE);
afterAll(() => bot.stop());

/** Runs something as somebody, and returns every word the bot said to him meanwhile. */
async function heard(phone: Phone, work: () => Promise<unknown>): Promise<string[]> {
  bot.sandbox.calls.clear();
  await work();
  await phone.settled();
  return bot.sandbox.calls
    .list()
    .filter(({ chatId, method }) => chatId === undefined || chatId === phone.user.id || method === 'answerInlineQuery')
    .map(({ method, params }) => `${method} ${JSON.stringify(params)}`);
}

/** Does it, and tells what leaked. */
async function leaksOf(phone: Phone, what: string, work: () => Promise<unknown>): Promise<string[]> {
  const said = await heard(phone, work);
  return said.filter((one) => MARKER.test(one)).map((one) => `${what}\n  ${one.slice(0, 400)}`);
}

/** What the bot said after a message. */
const saidSince = (phone: Phone, last: number): string[] =>
  phone
    .messages()
    .filter(({ from, message_id: id }) => from === 'bot' && id > last)
    .map(({ text }) => text);

const setIvan = (set: object) =>
  bot.store.connection.collection<{ _id: number }>('users').updateOne({ _id: bot.ivan.user.id }, { $set: set });

/** At the door so many minutes pass between two updates: who has no access gets few answers an hour. */
const MINUTES_APART = 5;
async function walkAtDoor(phone: Phone, lines: readonly string[], taps: readonly string[]): Promise<string[]> {
  let minutes = 0;
  const leaks = await walk(phone, lines, taps, () => {
    minutes += MINUTES_APART;
    bot.setNow(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());
  });
  bot.setNow(NOW);
  return leaks;
}

async function walk(
  phone: Phone,
  lines: readonly string[],
  taps: readonly string[],
  between: () => void = () => {},
): Promise<string[]> {
  const leaks: string[] = [];
  const leaksAfter = (what: string, work: () => Promise<unknown>) => {
    between();
    return leaksOf(phone, what, work);
  };
  for (const line of lines) leaks.push(...(await leaksAfter(line, () => phone.send(line))));
  for (const data of taps) leaks.push(...(await leaksAfter(data, () => tap(phone, data))));
  for (const query of ['', SEARCHED, '79990001122', 'xqz@xqz.example']) {
    leaks.push(...(await leaksAfter(`inline ${query}`, () => phone.inline(query))));
  }
  return leaks;
}

const changes = async (phone: Phone, free: readonly string[] = []) =>
  foreignChanges(phone.user.id, before, await dump(bot), free);

/**
 * Screens of which the walk is shown no button: they stand on messages that come by themselves, under a line that was
 * edited or taken for a question, where a file leaves doubts, and where a voice note could not be heard. They are tried with forged data alone, which names every
 * action of every screen.
 */
const UNSEEN = new Set(['rem', 'ev', 'job', 'iq', 'le', 'lr', 'vn']);

describe('the lists', () => {
  it('know real buttons of every screen, and every field of every scene', () => {
    expect(real.length).toBeGreaterThan(150);
    const seen = new Set(real.map((data) => data.split(':')[0]));
    // A new screen has to be led to from here, or named above.
    expect(screens.map(({ id }) => id).filter((id) => !seen.has(id) && !UNSEEN.has(id))).toEqual([]);
    const tried = new Set(forged(['xf-planned']).map((data) => data.split(':', 2).join(':')));
    for (const { id, actions } of screens) {
      for (const action of Object.keys(actions)) expect(tried).toContain(`${id}:${action}`);
    }
    for (const name of Object.keys(commands)) expect(words([])).toContain(`/${name}`);
    expect(scenes.flatMap(({ fieldNames }) => fieldNames).length).toBeGreaterThan(30);
  });
});

describe('the marker', () => {
  it('is in what its owner is shown: by a command, a link, a button and a search', async () => {
    const { mary } = bot;
    const ways = [
      () => mary.send('/today'),
      () => mary.start('c_xf-planned'),
      () => tap(mary, 'c:open:xf-happened'),
      () => mary.inline(SEARCHED),
    ];
    for (const work of ways) expect((await heard(mary, work)).join()).toMatch(MARKER);
    await restore(bot, before);
  });
});

describe('a stranger', () => {
  it('sees the doorstep and nothing else, whatever is sent', { timeout: PATIENCE }, async () => {
    const { stranger } = bot;
    await stranger.start();
    await stranger.settled();
    const { text: door, message_id: last } = stranger.last();
    expect(
      await walkAtDoor(stranger, words(['xf-planned', 'xf-org']), [
        ...sampled(real, 2),
        ...some(forged(['xf-planned'])),
      ]),
    ).toEqual([]);
    expect(new Set(saidSince(stranger, last))).toEqual(new Set([door]));
    expect(await changes(stranger)).toEqual([]);
  });
});

describe('somebody who has left', () => {
  it('sees that his access is closed and nothing else', { timeout: PATIENCE }, async () => {
    const { ivan } = bot;
    await setIvan({ access: 'retired' });
    const last = ivan.last().message_id;
    expect(
      await walkAtDoor(ivan, words(['own-contact', 'xf-org']), [...sampled(real, 2), ...some(forged(['own-contact']))]),
    ).toEqual([]);
    expect(new Set(saidSince(ivan, last))).toEqual(new Set(['Ваш доступ закрыт.']));
    expect(await changes(ivan)).toEqual([]);
    await restore(bot, before);
  });
});

describe('a manager who sees own contacts only', () => {
  beforeAll(() => setIvan({ ownOnly: true }));
  afterAll(() => restore(bot, before));

  it('is shown nothing of others by commands, links, searches and real buttons', { timeout: PATIENCE }, async () => {
    const { ivan } = bot;
    expect(await walk(ivan, words(foreignIds), real)).toEqual([]);
    expect(await changes(ivan)).toEqual([]);
  });

  it('is shown nothing of others by forged buttons', { timeout: PATIENCE }, async () => {
    const { ivan, mary } = bot;
    const ids = [
      ...foreignIds.filter((id) => !['xf-happened', 'xf-cancelled', 'xf-org-other'].includes(id)),
      mary.user.id,
    ];
    expect(await walk(ivan, [], some(forged(ids)))).toEqual([]);
    expect(await changes(ivan)).toEqual([]);
  });

  it('cannot tell what he may not see from what is not there', { timeout: PATIENCE }, async () => {
    const { ivan } = bot;
    const ids = [
      FOREIGN.contacts[0],
      FOREIGN.organizations[0],
      FOREIGN.persons[0],
      FOREIGN.documents[0],
      FOREIGN.letters[0],
    ];
    const bare = (said: string[]) =>
      said.map((one) =>
        one
          .replace(/"(callback_query_id|message_id)":"?\d+"?/g, '')
          .replaceAll(FORGED, '#')
          .replace(new RegExp(ids.join('|'), 'g'), '#')
          // Ids of drafts and offers are new each time.
          .replace(/:[A-Za-z0-9_-]{16}(?=[:"])/g, ':#'),
      );
    // What a tap before has toggled or opened must not be taken for a difference.
    const { id } = ivan.user;
    const rows = (name: string) => bot.store.connection.collection<{ _id: string | number }>(name);
    const user = await rows('users').findOne({ _id: id });
    const reset = async () => {
      for (const name of ['filters', 'reportCards', 'sessions']) {
        await rows(name).deleteMany({ _id: { $in: [id, ...filterSlots.map((slot) => `${id}:${slot}`)] } });
      }
      await rows('users').replaceOne({ _id: id }, user ?? {});
    };
    const telling: string[] = [];
    // The first who asks for an address gets one, and a new one is written otherwise each time.
    await tap(ivan, 'feed:issue:0');
    const aboutThem = [...sampled(real, 3), ...some(forged(ids))].filter(
      (data) => withForgedId(data) !== data && !data.includes('xf-report'),
    );
    for (const data of [...new Set(aboutThem)]) {
      await reset();
      const there = bare(await heard(ivan, () => tap(ivan, data)));
      await reset();
      const nowhere = bare(await heard(ivan, () => tap(ivan, withForgedId(data))));
      if (JSON.stringify(there) !== JSON.stringify(nowhere)) telling.push(`${data}\n  ${there}\n  ${nowhere}`);
    }
    expect(telling).toEqual([]);
  });

  it('learns of others in his chain and of his client when they are busy, and no more', async () => {
    const { ivan } = bot;
    for (const work of [
      () => ivan.start('c_own-contact'),
      () => tap(ivan, 'c:chain:own-contact'),
      () => ivan.start('o_both-org'),
    ]) {
      const said = (await heard(ivan, work)).join();
      expect(said).toMatch(/занято|busy/i);
      expect(said).not.toMatch(MARKER);
      // The day, but not the hour: hers begin at 15:00 and 16:00 in Moscow.
      expect(said).not.toMatch(/15:00|16:00/);
    }
  });
});

/** Opens a dialog in the middle, as if its user had come there in good order. */
async function openDialog(phone: Phone, scene: string, values: object, field?: string): Promise<void> {
  const open = { scene, draft: 'my-draft', values, trail: [], turn: 1, title: '', ...(field && { field }) };
  await bot.store.connection
    .collection<{ _id: number }>('sessions')
    .updateOne({ _id: phone.user.id }, { $set: { open } }, { upsert: true });
}

const DIALOG_IDS = ['xf-planned', 'xf-org', 'xf-org-other', 'xf-person', 'xf-document', 'xf-draft', 'xf-letter'];

describe('dialogs of a manager who sees own contacts only', () => {
  beforeAll(() => setIvan({ ownOnly: true }));
  afterAll(() => restore(bot, before));

  it('offer and take nothing of others', { timeout: PATIENCE }, async () => {
    const { ivan } = bot;
    const leaks: string[] = [];
    for (const { id, fieldNames } of scenes) {
      for (const field of fieldNames) {
        const what = `${id}.${field}`;
        await openDialog(ivan, id, {});
        leaks.push(...(await leaksOf(ivan, `${what} asked`, () => tap(ivan, `f:my-draft:1:edit:${field}`))));
        for (const foreign of sampled([...DIALOG_IDS, String(bot.mary.user.id)], 3)) {
          await openDialog(ivan, id, {}, field);
          leaks.push(...(await leaksOf(ivan, `${what} ${foreign}`, () => tap(ivan, `f:my-draft:1:tap:${foreign}`))));
        }
        for (const line of [SEARCHED, '+79990001122', 'XQ']) {
          await openDialog(ivan, id, {}, field);
          leaks.push(...(await leaksOf(ivan, `${what} "${line}"`, () => ivan.send(line))));
        }
      }
    }
    expect(leaks).toEqual([]);
    expect(await changes(ivan)).toEqual([]);
  });

  it('save nothing about what was meanwhile taken from him', { timeout: PATIENCE }, async () => {
    const { ivan } = bot;
    const leaks: string[] = [];
    for (const { id, fieldNames } of scenes) {
      for (const foreign of sampled(['xf-planned', 'xf-org', 'xf-person', 'xf-document'], 2)) {
        for (const field of fieldNames) {
          const start = new Date('2026-11-24T10:00:00Z');
          const entry = { id: String(foreign), revision: 0, name: 'взлом' };
          const about = { id: foreign, revision: 1, start, field, kind: 'type', entry };
          const values = { about, name: 'взлом', content: 'взлом', result: 'взлом', reason: 'взлом', start, field };
          for (const action of ['save', 'cancel']) {
            await openDialog(ivan, id, values);
            leaks.push(
              ...(await leaksOf(ivan, `${id} ${foreign} ${action}`, () => tap(ivan, `f:my-draft:1:${action}`))),
            );
          }
        }
      }
      for (const field of fieldNames) {
        await openDialog(ivan, id, { about: { id: 'xf-planned', revision: 1 } }, field);
        leaks.push(...(await leaksOf(ivan, `${id}.${field} typed`, () => ivan.send('взлом'))));
      }
    }
    expect(leaks).toEqual([]);
    expect(await changes(ivan)).toEqual([]);
  });
});

describe('a manager', () => {
  afterAll(() => restore(bot, before));

  it('changes nothing of others by any button, and nothing that is the administrators’', {
    timeout: PATIENCE,
  }, async () => {
    const { ivan, mary } = bot;
    const ids = [
      'xf-planned',
      'xf-removed',
      'xf-org',
      'xf-person',
      'xf-document',
      'xf-job',
      'xf-report',
      'xf-letter',
      mary.user.id,
    ];
    for (const data of [...sampled(real, 2), ...some(forged(ids))]) await tap(ivan, data);
    // Clients and documents are everybody's to edit.
    expect(await changes(ivan, ['organizations', 'persons', 'documents'])).toEqual([]);
    expect(bot.faults).toEqual([]);
  });

  it('is shown nothing that is the administrators’, by commands and forged buttons', {
    timeout: PATIENCE,
  }, async () => {
    const { ivan, mary } = bot;
    const administrative = [adminScreen, usersScreen, retireScreen, dictionariesScreen, mailboxScreen];
    const ids = ['xf-mailbox', mary.user.id];
    const answers = new Set<string>();
    const said = await heard(ivan, async () => {
      for (const data of forged(ids, administrative)) answers.add(await tap(ivan, data));
      for (const line of ['/admin', '/mailboxes']) await ivan.send(line);
    });
    const refusals = Object.values(texts).flatMap(({ common, mail }) => [
      common.gone,
      common.unknownCommand,
      mail.mailboxes.administratorsOnly,
    ]);
    // A word that comes too late for the button's answer is sent as a message.
    expect([...answers].filter((answer) => answer !== '' && !refusals.includes(answer))).toEqual([]);
    const messages = said.filter((one) => /^(?:send|edit)/.test(one));
    expect(messages.filter((one) => !refusals.some((words) => one.includes(words)))).toEqual([]);
    expect(said.filter((one) => MARKER.test(one))).toEqual([]);
  });
});
