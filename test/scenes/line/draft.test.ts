import { describe, expect, it } from 'vitest';
import { choiceRows, choose } from '../../../scenes/contacts/form/choices.ts';
import type { ContactValues } from '../../../scenes/contacts/form/contact-fields.ts';
import { guessedFields, type Labelling } from '../../../scenes/contacts/form/doubts.ts';
import { draftOf } from '../../../scenes/line/draft.ts';
import type { ContactReading, Field } from '../../../src/domain/line/reading.ts';
import { texts } from '../../../src/i18n/index.ts';

/** What the draft of a reading shows and offers, without a chat. */

const now = new Date('2026-11-23T09:00:00Z');
const at = (local: string) => new Date(`${local}+03:00`);
const label: Labelling = {
  t: texts.en,
  at: now,
  user: { zone: 'Europe/Moscow', language: 'en' },
  channelName: (id) => texts.en.contact.channel[id] ?? id,
};
const field = <T>(certainty: Field<T>['certainty'], value?: T, ...alternatives: T[]): Field<T> => ({
  certainty,
  alternatives,
  why: '',
  ...(value !== undefined && { value }),
});
const moment = (local: string) => ({ at: at(local), precision: 'minute' as const });
const acme = { id: 'acme', name: 'Acme' };
const globex = { id: 'globex', name: 'Globex' };
const certain: ContactReading = {
  status: field('read', 'planned'),
  start: field('read', moment('2026-11-24T15:00')),
  channel: field('read', 'phone'),
  direction: field('read', 'outgoing'),
  clients: field('read', [acme]),
  text: 'the contract',
};
const draft = (reading: Partial<ContactReading>) =>
  draftOf({ said: 'a line', contact: { ...certain, ...reading } }, now);
const buttons = (values: ContactValues, asked?: string) => choiceRows(values, label, asked).flat();
const texted = (values: ContactValues, asked?: string) => buttons(values, asked).map(({ text }) => text);
/** The values after a tap on the button with this label. */
function tapped(values: ContactValues, text: string): ContactValues {
  const button = buttons(values).find((one) => one.text === text);
  const answer = button && choose(values, button.arg, 'draft');
  if (!answer) throw new Error(`no button ${text} among ${texted(values).join(', ')}`);
  return Object.fromEntries(
    Object.entries({ ...values, ...answer.set }).filter(([, value]) => value !== undefined),
  ) as ContactValues;
}

describe('the draft of a line', () => {
  it('is filled in, and offers nothing more where all of it is certain', () => {
    const { values, asked } = draft({});
    expect(values).toMatchObject({
      status: 'planned',
      start: at('2026-11-24T15:00'),
      via: { channel: 'phone', direction: 'outgoing' },
      organization: acme,
      content: 'the contract',
      said: 'a line',
    });
    expect(asked).toEqual([]);
    expect(texted(values)).toEqual([]);
    expect(guessedFields(values)).toEqual([]);
  });

  it('marks a guess, has its alternatives as buttons, and is settled by one tap', () => {
    const { values } = draft({
      start: field('guessed', moment('2026-12-04T10:00'), moment('2026-04-12T10:00')),
    });
    expect(guessedFields(values)).toEqual(['start']);
    expect(texted(values)).toEqual(['🕒 Sun 12 Apr 10:00']);
    const settled = tapped(values, '🕒 Sun 12 Apr 10:00');
    expect(settled.start).toEqual(at('2026-04-12T10:00'));
    expect(guessedFields(settled)).toEqual([]);
    expect(texted(settled)).toEqual([]);
  });

  it('is no guess any more when the field was answered otherwise', () => {
    const { values } = draft({ start: field('guessed', moment('2026-12-04T10:00'), moment('2026-04-12T10:00')) });
    const answered = { ...values, start: at('2026-11-30T10:00') };
    expect(guessedFields(answered)).toEqual([]);
    expect(texted(answered)).toEqual([]);
  });

  it('has both ways as buttons where the direction is not told', () => {
    const { values } = draft({ status: field('read', 'happened'), direction: field<'incoming' | 'outgoing'>('asked') });
    expect(guessedFields(values)).toEqual(['via']);
    expect(texted(values)).toEqual(['⬅️ incoming', '➡️ outgoing']);
    expect(tapped(values, '⬅️ incoming').via).toEqual({ channel: 'phone', direction: 'incoming' });
  });

  it('asks what it was, with what it may be first', () => {
    const { values, asked } = draft({ channel: field('asked', undefined, 'email', 'messenger') });
    expect(values.via).toBeUndefined();
    expect(asked).toEqual(['via']);
    expect(texted(values, 'via')).toEqual(['➡️✉️ E-mail', '➡️💬 Messenger']);
  });

  it('asks which client it is where several answer, and takes the person of the one', () => {
    const { values, asked } = draft({
      clients: field('asked', undefined, [acme], [globex]),
      persons: field('read', [{ id: 'hank', name: 'Hank Miller', organization: 'globex' }]),
    });
    expect(asked).toEqual(['organization']);
    const chosen = tapped(values, '🏢 Globex');
    expect(chosen).toMatchObject({ organization: globex, person: { id: 'hank', name: 'Hank Miller' } });
    expect(tapped(values, '🏢 Acme').person).toBeUndefined();
  });

  it('asks once whom it was with and whom they speak for', () => {
    const olga = (name: string, organization: string) => [{ id: name, name, organization }];
    const { values, asked } = draft({
      clients: field('asked', undefined, [acme], [globex]),
      persons: field('asked', undefined, olga('Olga Vann', 'acme'), olga('Olga Mills', 'globex')),
    });
    expect(asked).toEqual(['organization']);
    expect(texted(values)).toEqual(['🏢 Acme · Olga Vann', '🏢 Globex · Olga Mills']);
    const chosen = tapped(values, '🏢 Globex · Olga Mills');
    expect(chosen).toMatchObject({ organization: globex, person: { name: 'Olga Mills' } });
    expect(texted(chosen)).toEqual([]);
  });

  it('takes another time with another status', () => {
    const { values } = draft({ status: field('guessed', 'planned') });
    expect(tapped(values, '✅ Happened')).toMatchObject({ status: 'happened', start: now });
    const happened = draft({
      status: field('guessed', 'happened'),
      start: field('read', { at: now, precision: 'minute' }),
    });
    expect(tapped(happened.values, '🟢 Planned').start).toBeUndefined();
  });

  it('offers a client who is new, with the person and what reaches them', () => {
    const { values } = draft({
      clients: field('read', []),
      newClient: field('read', { name: 'Oakley Marine' }),
      persons: field('read', [{ name: 'Graham' }]),
      phone: field('read', '01632 960021'),
    });
    expect(texted(values)).toEqual(['➕ New client “Oakley Marine”']);
    const added = tapped(values, '➕ New client “Oakley Marine”');
    expect(added.organization).toMatchObject({ name: 'Oakley Marine', isNew: true });
    expect(added.person).toMatchObject({ name: 'Graham', isNew: true });
    expect(texted(added)).toEqual([]);
  });

  it('is recorded for two clients, each with their person, or for one of them', () => {
    const { values } = draft({
      clients: field('read', [acme, globex]),
      persons: field('read', [{ id: 'hank', name: 'Hank Miller', organization: 'globex' }]),
    });
    expect(values.line?.both).toEqual([
      { organization: acme },
      { organization: globex, person: { id: 'hank', name: 'Hank Miller' } },
    ]);
    const one = tapped(values, '🏢 Only Globex');
    expect(one).toMatchObject({ organization: globex, person: { name: 'Hank Miller' } });
    expect(one.line?.both).toBeUndefined();
  });

  it('is recorded for two clients where both are only one reading of it', () => {
    const { values } = draft({ clients: field('guessed', [acme], [globex], [acme, globex]) });
    expect(texted(values)).toEqual(['🏢 Globex', '🏢 Acme + Globex']);
    expect(tapped(values, '🏢 Acme + Globex').line?.both).toHaveLength(2);
  });

  it('saves with the stated step by a second button, where its day is known', () => {
    const next = { about: 'call back', start: field('read', moment('2026-11-25T10:00')) };
    const { values } = draft({ next });
    expect(texted(values)).toEqual(['✅ Save and ➕ Wed 25 Nov 10:00']);
    expect(choose(values, 'step', 'draft')).toMatchObject({ save: true, set: { line: { stepToo: true } } });
    expect(texted(draft({ next: { ...next, start: field('asked') } }).values)).toEqual([]);
  });

  it('knows no button that is not there', () => {
    const { values } = draft({});
    for (const arg of ['', 'd.0.0', 'd.x', 'only.3', 'new.0', 'person', 'undo', 'other']) {
      expect(choose(values, arg, 'draft')).toBeUndefined();
    }
  });
});
