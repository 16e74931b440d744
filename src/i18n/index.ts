import type { Language } from '../domain/user.ts';
import { admin as enAdmin } from './en/admin.ts';
import { calendar as enCalendar } from './en/calendar.ts';
import { card as enCard } from './en/card.ts';
import { client as enClient } from './en/client.ts';
import { clients as enClients } from './en/clients.ts';
import { common as enCommon } from './en/common.ts';
import { contact as enContact } from './en/contact.ts';
import { document as enDocument } from './en/document.ts';
import { form as enForm } from './en/form.ts';
import { home as enHome } from './en/home.ts';
import { imports as enImports } from './en/import.ts';
import { job as enJob } from './en/job.ts';
import { journal as enJournal } from './en/journal.ts';
import { letter as enLetter } from './en/letter.ts';
import { line as enLine } from './en/line.ts';
import { mail as enMail } from './en/mail.ts';
import { merge as enMerge } from './en/merge.ts';
import { reminder as enReminder } from './en/reminder.ts';
import { report as enReport } from './en/report.ts';
import { speech as enSpeech } from './en/speech.ts';
import { admin } from './ru/admin.ts';
import { calendar } from './ru/calendar.ts';
import { card } from './ru/card.ts';
import { client } from './ru/client.ts';
import { clients } from './ru/clients.ts';
import { common } from './ru/common.ts';
import { contact } from './ru/contact.ts';
import { document } from './ru/document.ts';
import { form } from './ru/form.ts';
import { home } from './ru/home.ts';
import { imports } from './ru/import.ts';
import { job } from './ru/job.ts';
import { journal } from './ru/journal.ts';
import { letter } from './ru/letter.ts';
import { line } from './ru/line.ts';
import { mail } from './ru/mail.ts';
import { merge } from './ru/merge.ts';
import { reminder } from './ru/reminder.ts';
import { report } from './ru/report.ts';
import { speech } from './ru/speech.ts';

const ru = {
  language: 'ru' as Language,
  admin,
  calendar,
  card,
  client,
  clients,
  common,
  contact,
  document,
  form,
  home,
  imports,
  job,
  journal,
  letter,
  line,
  mail,
  merge,
  reminder,
  report,
  speech,
};

/** All texts of one language. The Russian ones give the shape: a text missing in another language does not compile. */
export type Texts = typeof ru;

export const texts = {
  ru,
  en: {
    language: 'en',
    calendar: enCalendar,
    card: enCard,
    admin: enAdmin,
    mail: enMail,
    client: enClient,
    clients: enClients,
    common: enCommon,
    contact: enContact,
    document: enDocument,
    form: enForm,
    home: enHome,
    imports: enImports,
    job: enJob,
    journal: enJournal,
    letter: enLetter,
    line: enLine,
    merge: enMerge,
    reminder: enReminder,
    report: enReport,
    speech: enSpeech,
  },
} satisfies Record<Language, Texts>;

/** The language we have that is nearest to Telegram's code: Russian for its neighbours that read it, else English. */
export const nearestLanguage = (code: string | undefined): Language =>
  ['ru', 'uk', 'be', 'kk'].includes((code ?? '').slice(0, 2)) ? 'ru' : 'en';
