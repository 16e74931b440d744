import { administers } from '../domain/rights.ts';
import type { Program } from '../telegram/bot.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog, openDialog } from '../telegram/dialog.ts';
import { cancelDialog } from '../telegram/form-engine.ts';
import { adminScreen, showAdmin } from './admin.ts';
import { dictionariesScreen } from './admin-dictionaries.ts';
import { retireScreen } from './admin-retire.ts';
import { usersScreen } from './admin-users.ts';
import { calendarScreen, showCalendar } from './calendar.ts';
import { chainScreen } from './chain.ts';
import { organizationScreen, showOrganization } from './client-card.ts';
import { clientsScreen, showClients } from './clients.ts';
import { analyticsScreen } from './contact-analytics.ts';
import { contactScreen, showContact } from './contact-card.ts';
import { editScreen } from './contact-edit.ts';
import { historyScreen } from './contact-history.ts';
import { eveningScreen } from './digest.ts';
import { documentScreen, showDocuments } from './documents.ts';
import { accessScreen } from './doorstep.ts';
import { draftScreen } from './drafts.ts';
import { feedScreen } from './feed.ts';
import { homeScreen, showHelp, showHome } from './home.ts';
import { importScreen } from './import.ts';
import { columnsScreen } from './import-columns.ts';
import { jobScreen } from './job-card.ts';
import { journalFilterScreen, journalScreen, showJournal } from './journal.ts';
import { letterScreen } from './letter.ts';
import { mailScreen, showMail } from './mail.ts';
import { mailboxScreen, showMailboxes } from './mailboxes.ts';
import { mergeScreen } from './merge.ts';
import { outgoingScreen } from './outgoing.ts';
import { personScreen, showPerson } from './person-card.ts';
import { reminderScreen } from './reminder.ts';
import { openSaved, reportScreen, showReport } from './report.ts';
import { reportFilterScreen } from './report-filter.ts';
import { savedReportScreen } from './report-saved.ts';
import { savedScreen } from './saved.ts';
import { settingsScreen, showSettings } from './settings.ts';
import { showToday, todayScreen } from './today.ts';

/** Every screen of the bot. */
export const screens = [
  contactScreen,
  letterScreen,
  mailScreen,
  mailboxScreen,
  outgoingScreen,
  chainScreen,
  editScreen,
  historyScreen,
  analyticsScreen,
  savedScreen,
  todayScreen,
  homeScreen,
  calendarScreen,
  feedScreen,
  clientsScreen,
  organizationScreen,
  personScreen,
  mergeScreen,
  journalScreen,
  journalFilterScreen,
  importScreen,
  columnsScreen,
  documentScreen,
  settingsScreen,
  accessScreen,
  draftScreen,
  jobScreen,
  reminderScreen,
  eveningScreen,
  reportScreen,
  reportFilterScreen,
  savedReportScreen,
  adminScreen,
  usersScreen,
  retireScreen,
  dictionariesScreen,
];

/** What deep links lead to, by the letter they begin with. */
export const links: Record<string, (ctx: Ctx, id: string) => Promise<void>> = {
  c: (ctx, id) => showContact(ctx, id),
  o: showOrganization,
  p: showPerson,
  r: openSaved,
};

/** `/start`, and the deep links that begin with it: `c_<id>` opens a contact, `o_<id>` an organization, `p_<id>` a person, `r_<id>` a saved report. */
async function start(ctx: Ctx, argument: string): Promise<void> {
  const [, kind = '', id = ''] = /^([copr])_([A-Za-z0-9_-]{1,32})$/.exec(argument) ?? [];
  const open = links[kind];
  return open ? open(ctx, id) : showHome(ctx);
}

async function cancel(ctx: Ctx): Promise<void> {
  if (openDialog(ctx)) await cancelDialog(ctx);
  else await ctx.say(ctx.t.common.nothingToCancel);
}

/** Commands by name. Those with a description stand in Telegram's menu, in this order. */
export const commands: Program['commands'] = {
  start,
  new: (ctx) => beginDialog(ctx, 'new'),
  plan: (ctx) => beginDialog(ctx, 'plan'),
  today: (ctx) => showToday(ctx),
  calendar: showCalendar,
  journal: (ctx) => showJournal(ctx),
  clients: showClients,
  report: showReport,
  documents: showDocuments,
  mail: (ctx) => showMail(ctx),
  mailboxes: showMailboxes,
  settings: showSettings,
  help: showHelp,
  admin: showAdmin,
  cancel,
};

/** Commands that are there for administrators only; to everybody else they are as unknown as any other word. */
export const isOpen: Program['isOpen'] = ({ user }, name) => name !== 'admin' || administers(user);
