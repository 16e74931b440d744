import { isBackupDue, isOff, isTight } from '../../src/domain/alarm/alarm.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { HealthDesk } from '../../src/telegram/health-desk.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { adminLinks } from './links.ts';

/** Seconds without an answer to a poll after which Telegram counts as silent: a poll is held for 25. */
const SILENT = 60;

const mark = (well: boolean, words: string): string => `${well ? '✅' : '⚠️'} ${words}`;

async function databaseLine({ t, kit }: Ctx): Promise<string> {
  const begun = performance.now();
  await kit.store.ping();
  return mark(true, t.admin.healthDatabase(Math.max(1, Math.round(performance.now() - begun))));
}

async function mailLines({ t, kit }: Ctx): Promise<string[]> {
  const [boxes, health] = await Promise.all([kit.store.mailboxes.all(), kit.store.mailboxes.health()]);
  const watched = boxes.filter(({ active }) => active);
  const ill = watched.flatMap(({ id, address }) => {
    const trouble = health.get(id)?.trouble;
    return trouble ? [mark(false, t.admin.alarm.mailbox(address, t.mail.trouble[trouble]))] : [];
  });
  if (watched.length === 0) return [`📭 ${t.admin.healthNoMailboxes}`];
  return ill.length > 0 ? ill : [mark(true, t.admin.healthMailboxes(watched.length))];
}

function updatesLine({ admin }: Ctx['t'], desk: HealthDesk): string {
  const updates = desk.updates();
  if (updates.by === 'webhook') return mark(true, admin.healthWebhook);
  if (!updates.here) return mark(true, admin.healthPollingElsewhere);
  const { silentFor } = updates;
  if (silentFor === undefined) return `⏳ ${admin.healthPollingBegins}`;
  return silentFor > SILENT
    ? mark(false, admin.healthPollingSilent(Math.round(silentFor / 60)))
    : mark(true, admin.healthPolling(Math.round(silentFor)));
}

/** What the running program knows of itself. */
async function deskLines(ctx: Ctx, desk: HealthDesk): Promise<string[]> {
  const { admin } = ctx.t;
  const [disk, ahead, { users, answers, background }] = [await desk.disk(), desk.clockAhead(), desk.queues()];
  return [
    updatesLine(ctx.t, desk),
    `📬 ${admin.healthQueues(users, answers, background)}`,
    ...(disk
      ? [mark(!isTight(disk.free, disk.total), admin.healthDisk(admin.bytes(disk.free), admin.bytes(disk.total)))]
      : []),
    ...(ahead === undefined
      ? []
      : [
          isOff(ahead)
            ? mark(false, admin.alarm.clock(Math.round(Math.abs(ahead) / 60) || 1, ahead > 0))
            : mark(true, admin.healthClock),
        ]),
  ];
}

async function backupLine({ t, kit, at, user }: Ctx): Promise<string> {
  const [last, begun] = await Promise.all([kit.store.backups.last(), kit.store.users.begun()]);
  const well = !isBackupDue(last?.at, begun ?? at, at);
  if (!last) return `${well ? 'ℹ️' : '⚠️'} ${t.admin.alarm.noBackup}`;
  const sealed = last.sealed ? t.admin.backupSealed : t.admin.backupOpen;
  return mark(well, `${t.admin.healthBackup(showWhen(last.at, at, user), last.documents)}, ${sealed}`);
}

async function peopleLines({ t, kit, user }: Ctx): Promise<string[]> {
  const [counts, unreachable, jobs] = await Promise.all([
    kit.store.staff.counts(user),
    kit.store.staff.unreachable(user),
    kit.store.jobs.unfinished(),
  ]);
  return [
    `👥 ${t.admin.healthPeople(counts.active)}`,
    ...(counts.asked > 0 ? [`🙋 ${t.admin.healthAsked(counts.asked)}`] : []),
    unreachable.length > 0
      ? mark(false, t.admin.healthUnreachable(unreachable.map(({ name }) => name).join(', ')))
      : mark(true, t.admin.healthReachable),
    jobs > 0 ? `⏳ ${t.admin.healthJobs(jobs)}` : mark(true, t.admin.healthNoJobs),
  ];
}

function versionLine({ t, at, user }: Ctx, { version, startedAt }: HealthDesk): string {
  return `⚓️ ${t.admin.healthVersion(version, showWhen(startedAt, at, user), t.admin.bytes(process.memoryUsage.rss()))}`;
}

/** How the parts are, in words. */
export async function healthCard(ctx: Ctx): Promise<Card> {
  const { t, kit } = ctx;
  const [database, mail, desk, backup, people] = await Promise.all([
    databaseLine(ctx),
    mailLines(ctx),
    kit.health ? deskLines(ctx, kit.health) : [],
    backupLine(ctx),
    peopleLines(ctx),
  ]);
  const lines = [database, ...desk, ...mail, backup, ...people, ...(kit.health ? [versionLine(ctx, kit.health)] : [])];
  return {
    html: join([b(`🩺 ${t.admin.health}`), escapeHtml(lines.join('\n'))], '\n\n'),
    rows: [
      [{ text: `🔄 ${t.admin.refresh}`, data: adminLinks.health() }],
      [{ text: `‹ ${t.admin.title}`, data: adminLinks.open() }],
    ],
  };
}
