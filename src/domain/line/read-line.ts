import { rankName } from '../client/rank-name.ts';
import { atUsualHour } from '../time/usual-hour.ts';
import { parseQuickEntry, withoutPhrase } from './quick-entry.ts';
import type { ContactReading, Field, KnownName, Reading, Situation } from './reading.ts';

const read = <T>(value: T, why: string): Field<T> => ({ value, certainty: 'read', alternatives: [], why });
const asked = <T>(why: string): Field<T> => ({ certainty: 'asked', alternatives: [], why });

/** What a line of free text says, with the reason and the certainty of each field. Never fails; linear in the length of the text. */
export function readLine(text: string, situation: Situation): Reading {
  const entry = parseQuickEntry(text, situation);
  const hit = nameIn(entry.phrases, situation.names);
  const client =
    hit &&
    (hit.name.kind === 'organization' ? hit.name : situation.names.find(({ id }) => id === hit.name.organization));
  const at =
    entry.start && (entry.hasTime ? entry.start : atUsualHour(entry.start, { ...situation, planned: entry.planned }));
  const contact: ContactReading = {
    status: read(entry.planned ? 'planned' : 'happened', 'tense and date'),
    start: at
      ? {
          ...read({ at, precision: entry.hasTime ? 'minute' : 'day' }, 'date'),
          certainty: entry.hasTime ? 'read' : 'guessed',
        }
      : asked('no day said'),
    channel: entry.channel ? read(entry.channel, 'word of the line') : asked('no word for it'),
    direction: entry.direction ? read(entry.direction, 'who acts') : asked('no word for it'),
    clients: read(client ? [{ id: client.id, name: client.name }] : [], 'name in the directory'),
    text: hit ? withoutPhrase(entry.rest, hit.phrase) : entry.rest,
    ...(entry.minutes !== undefined && { minutes: read(entry.minutes, 'length') }),
    ...(hit?.name.kind === 'person' && { persons: read([hit.name], 'name in the directory') }),
  };
  return { said: text, kind: 'contact', certainty: 'read', contact };
}

function nameIn(phrases: ReturnType<typeof parseQuickEntry>['phrases'], names: readonly KnownName[]) {
  for (const phrase of phrases) {
    const name = names.find((one) => rankName(phrase.text, one.name) >= 0.8);
    if (name) return { phrase, name };
  }
  return undefined;
}
