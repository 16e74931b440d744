import type { AnswerName, FieldName } from '../../src/domain/contact/contact.ts';

/** The mark that a field and an answer go by everywhere. */
export const fieldIcons: Record<FieldName | AnswerName, string> = {
  start: '🕒',
  minutes: '⏱',
  status: '🚦',
  via: '🔀',
  channel: '🔀',
  direction: '🔀',
  organization: '🏢',
  persons: '👤',
  person: '👤',
  others: '👥',
  manager: '🧑‍💼',
  type: '🏷',
  priority: '❗',
  state: '📊',
  content: '📝',
  said: '💬',
  result: '🏁',
  firm: '🏛',
  source: '📣',
  documents: '📄',
  analytics: '📎',
  reason: '🚫',
  leads: '⏰',
};
