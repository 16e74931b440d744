import { escapeHtml } from '../../src/domain/text/html.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Job } from '../../src/store/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { JobView } from '../shared/job-card.ts';
import { tell } from '../shared/tell.ts';

const counted = ({ admin }: Texts, { counts }: Job['progress']) =>
  [admin.clients(counts.organizations ?? 0), admin.plans(counts.contacts ?? 0)] as const;

/** The one who takes over is told too: from whom, and how much. */
async function tellReceiver(kit: Kit, job: Job): Promise<void> {
  const { organizations = 0, contacts = 0 } = job.progress.counts;
  const receiver = await kit.store.users.get(Number(job.params.to));
  if (job.outcome !== 'done' || receiver?.access !== 'active' || organizations + contacts === 0) return;
  const from = await kit.store.users.named([Number(job.params.from)]);
  const t = texts[receiver.language];
  const name = from.get(Number(job.params.from)) ?? String(job.params.from);
  const line = t.admin.told.handedOver(name, ...counted(t, job.progress));
  await tell(kit, receiver, { html: escapeHtml(`🤝 ${line}`) });
}

/** The hand-over of a leaver's clients and plans. */
export const handOverView: JobView = {
  icon: '🤝',
  lines: (t, { progress }) => [
    progress.counts.gone ? t.admin.receiverGone : t.admin.handedOver(...counted(t, progress)),
  ],
  after: (kit, _user, job) => tellReceiver(kit, job),
};
