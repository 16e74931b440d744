import type { ChartSpec } from '../../src/domain/report/chart.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { cannotEdit, faultKind, isUnchanged } from '../../src/telegram/transport/errors.ts';
import { isEmpty } from './report-count.ts';
import type { ReportReader } from './report-names.ts';
import type { ReportOutcome } from './report-run.ts';
import { chartOf } from './report-view.ts';

/** The picture of what was counted; undefined where there is nothing to draw. */
export function specOf(reader: ReportReader, outcome: ReportOutcome): ChartSpec | undefined {
  return 'found' in outcome && !isEmpty(outcome.found) ? chartOf(reader, outcome.found) : undefined;
}

/** What a drawing thread made; undefined: it failed, which is noted. */
export async function drawn(reader: ReportReader, draw: () => Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await draw();
  } catch (error) {
    reader.kit.log('error', 'report.not-drawn', { error });
    return undefined;
  }
}

/** Sends the picture, which has its title within, and returns the message. */
export async function sendPicture(reader: ReportReader, png: Buffer): Promise<number> {
  const photo = await reader.kit.call('sendPhoto', {
    chat_id: reader.user.id,
    photo: { source: png, filename: 'report.png' },
  });
  return photo.message_id;
}

/** Puts another picture into its message. False: the message is not there any more. */
export async function redrawPicture(kit: Kit, chat: number, message: number, png: Buffer): Promise<boolean> {
  try {
    await kit.call('editMessageMedia', {
      chat_id: chat,
      message_id: message,
      media: { type: 'photo', media: { source: png, filename: 'report.png' } },
    });
    return true;
  } catch (error) {
    if (isUnchanged(error)) return true;
    if (cannotEdit(error)) return false;
    throw error;
  }
}

/** Takes a message away; one that is gone already is as wanted. */
export async function discard(kit: Kit, chat: number, message: number): Promise<void> {
  try {
    await kit.call('deleteMessage', { chat_id: chat, message_id: message });
  } catch (error) {
    if (faultKind(error) !== 'expected') throw error;
  }
}
