import type { Alarm } from '../../src/domain/alarm/alarm.ts';
import { escapeHtml } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { tell } from '../shared/tell.ts';
import { adminLinks } from './links.ts';

/** What is wrong, or is no more, in the words of an administrator. */
export function alarmText({ trouble }: Alarm, over: boolean, now: Date, reader: User): string {
  const t = texts[reader.language];
  const { alarm, well } = t.admin;
  switch (trouble.kind) {
    case 'mailbox':
      return over ? well.mailbox(trouble.address) : alarm.mailbox(trouble.address, t.mail.trouble[trouble.trouble]);
    case 'disk':
      return over ? well.disk : alarm.disk(t.admin.bytes(trouble.free), t.admin.bytes(trouble.total));
    case 'clock':
      return over ? well.clock : alarm.clock(Math.round(Math.abs(trouble.ahead) / 60) || 1, trouble.ahead > 0);
    case 'backup':
      if (over) return well.backup;
      return trouble.at ? alarm.backupOld(showWhen(trouble.at, now, reader)) : alarm.noBackup;
  }
}

/** Tells every administrator, in their language. */
export const tellOfAlarm =
  (kit: Pick<Kit, 'call' | 'store' | 'log' | 'now'>) =>
  async (alarm: Alarm, over: boolean): Promise<void> => {
    for (const one of await kit.store.users.administrators()) {
      const words = alarmText(alarm, over, kit.now(), one);
      await tell(kit, one, {
        html: escapeHtml(`${over ? '✅' : '⚠️'} ${words}`),
        rows: [[{ text: `🩺 ${texts[one.language].admin.health}`, data: adminLinks.health() }]],
      });
    }
  };
