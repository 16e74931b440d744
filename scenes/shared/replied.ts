import type { Message } from '@grammyjs/types';
import { isId } from '../../src/domain/id.ts';
import { unpack } from '../../src/telegram/messages/callback-data.ts';
import { organizationLinks, personLinks } from '../clients/links.ts';
import { contactLinks, savedLinks } from '../contacts/links.ts';
import { documentLinks } from '../documents/links.ts';
import { reminderLinks } from '../reminders/links.ts';

/** What a message of ours can stand for, by the screens whose buttons carry its id first. */
const KIND_OF = new Map<string, Thing['kind']>([
  ...[contactLinks, savedLinks, reminderLinks].map(({ screenId }): [string, 'contact'] => [screenId, 'contact']),
  [documentLinks.screenId, 'document'],
  [personLinks.screenId, 'person'],
  [organizationLinks.screenId, 'organization'],
]);

export interface Thing {
  kind: 'contact' | 'document' | 'person' | 'organization';
  id: string;
}

/**
 * The one thing that a message of ours stands for, as its buttons tell: that which most of them are about. A contact's card
 * leads to its client as well, and a client's card to its contacts, with a button each. Undefined: none, or several alike, as
 * in a list.
 */
export function thingOf({ reply_markup: markup }: Pick<Message, 'reply_markup'>): Thing | undefined {
  const counts = new Map<string, { thing: Thing; count: number }>();
  for (const button of (markup?.inline_keyboard ?? []).flat()) {
    const thing = 'callback_data' in button ? thingBehind(button.callback_data) : undefined;
    if (!thing) continue;
    const key = `${thing.kind} ${thing.id}`;
    counts.set(key, { thing, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count);
  return first && first.count > (second?.count ?? 0) ? first.thing : undefined;
}

function thingBehind(data: string): Thing | undefined {
  const [head, action = '', id] = unpack(data);
  const kind = KIND_OF.get(head);
  return kind && isId(id) && !ELSEWHERE.has(action) ? { kind, id } : undefined;
}

/** Lists have buttons of the same screens, which name something else. */
const ELSEWHERE = new Set(['list', 'client', 'of', 'add']);
