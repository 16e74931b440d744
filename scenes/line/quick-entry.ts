import { parseQuickEntry, type QuickEntry, withoutPhrase } from '../../src/domain/line/quick-entry.ts';
import { clean } from '../../src/domain/text/html.ts';
import { atUsualHour } from '../../src/domain/time/usual-hour.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import { findNamedClient } from './quick-client.ts';

/** A line of free text becomes a draft to confirm: never a silent save. */
export async function quickEntry(ctx: Ctx): Promise<boolean> {
  const text = clean(ctx.written?.text ?? '').trim();
  if (text === '' || text.startsWith('/')) return false;
  const { zone, workingDays } = ctx.user;
  const entry = parseQuickEntry(text, { now: ctx.at, zone, workingDays });
  const client = await findNamedClient(ctx, entry);
  const start = startOf(ctx, entry);
  const content = client.phrase ? withoutPhrase(entry.rest, client.phrase) : entry.rest;
  const values: ContactValues = {
    ...client.values,
    ...(entry.channel && { via: { channel: entry.channel, direction: entry.direction ?? 'outgoing' } }),
    ...(start && { start }),
    said: text,
    ...(content && { content }),
    ...(entry.minutes !== undefined && { minutes: entry.minutes }),
  };
  // The other questions are asked again on saving.
  const missing = client.unsure ? 'organization' : values.via ? (values.start ? undefined : 'start') : 'via';
  await beginDialog(ctx, entry.planned ? 'plan' : 'new', {
    values,
    toDraft: true,
    ...(missing && { field: missing }),
    ...(client.unsure && { scratch: { query: client.unsure } }),
  });
  return true;
}

/** The moment, to the minute; a day without a time gets a sensible hour, which the card shows. */
function startOf(ctx: Ctx, { start, hasTime, planned }: QuickEntry): Date | undefined {
  if (!start || hasTime) return start ?? (planned ? undefined : ctx.at);
  return atUsualHour(start, { now: ctx.at, zone: ctx.user.zone, planned });
}
