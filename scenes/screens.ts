import { administers } from '../src/domain/rights.ts';
import type { Program } from '../src/telegram/bot.ts';
import type { Ctx } from '../src/telegram/context.ts';
import { beginDialog, openDialog } from '../src/telegram/dialogs/dialog.ts';
import { cancelDialog } from '../src/telegram/dialogs/form-engine.ts';
import { accessScreen } from './admin/access-request.ts';
import { adminScreen, showAdmin } from './admin/admin.ts';
import { dictionariesScreen } from './admin/dictionaries.ts';
import { retireScreen } from './admin/retire.ts';
import { usersScreen } from './admin/users.ts';
import { calendarScreen, showCalendar } from './calendar/calendar.ts';
import { feedScreen } from './calendar/calendar-feed.ts';
import { showToday, todayScreen } from './calendar/today.ts';
import { organizationScreen, showOrganization } from './clients/client-card.ts';
import { clientsScreen, showClients } from './clients/clients.ts';
import { mergeScreen } from './clients/duplicates.ts';
import { personScreen, showPerson } from './clients/person-card.ts';
import { analyticsScreen } from './contacts/contact-analytics.ts';
import { contactScreen, showContact } from './contacts/contact-card.ts';
import { chainScreen } from './contacts/contact-chain.ts';
import { editScreen } from './contacts/contact-edit.ts';
import { historyScreen } from './contacts/contact-history.ts';
import { savedScreen } from './contacts/contact-saved.ts';
import { newContactDialog, planContactDialog } from './contacts/links.ts';
import { documentScreen, showDocuments } from './documents/documents.ts';
import { draftScreen } from './home/drafts.ts';
import { homeScreen, showHelp, showHome } from './home/home.ts';
import { settingsScreen, showSettings } from './home/settings.ts';
import { importScreen } from './import/import.ts';
import { columnsScreen } from './import/import-columns.ts';
import { journalScreens, showJournal } from './journal/journal.ts';
import { letterScreen } from './mail/letter.ts';
import { mailScreen, showMail } from './mail/mail.ts';
import { mailboxScreen, showMailboxes } from './mail/mailboxes.ts';
import { outgoingScreen } from './mail/outgoing.ts';
import { eveningScreen } from './reminders/digest.ts';
import { reminderScreen } from './reminders/reminder.ts';
import { openSaved, reportScreen, showReport } from './reports/report.ts';
import { reportFilterScreen } from './reports/report-filter.ts';
import { savedReportScreen } from './reports/report-saved.ts';
import { jobScreen } from './shared/job-card.ts';

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
  ...journalScreens,
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
  new: (ctx) => beginDialog(ctx, newContactDialog),
  plan: (ctx) => beginDialog(ctx, planContactDialog),
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
