import { domainOf } from '../client/email.ts';

const LOCAL =
  /(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|nepasrepondre|bounces?|mailer-daemon)(?:[._+-]|\d*@|$)|^(?:robot|bot|notif(?:y|ications?)|notice|mailer|mailing|forms?|webforms?|leads?|wordpress|www-data|apache|nginx|nobody|alerts?|system|automail|sender|informer)(?:[._+-]|\d*@)/i;
/** Services that send for others: forms, mailings. */
const SERVICES =
  /(?:^|\.)(?:amazonses\.com|sendgrid\.(?:net|com)|mailgun\.(?:org|net)|mandrillapp\.com|sparkpostmail\.com|unisender\.com|sendpulse\.(?:com|me)|formspree\.io|typeform\.com|jotform\.com|getform\.io|tilda\.(?:ws|cc)|tildacdn\.com|flexbe\.(?:ru|net)|marquiz\.(?:ru|io)|mailchimpapp\.net|mcsv\.net|rsgsv\.net|wixforms\.com|forms\.yandex\.ru)$/i;

/** Whether nobody reads what is sent to an address: a robot's, a form's, a mailing service's. It never becomes a client's. */
export const isRobot = (address: string): boolean => LOCAL.test(address) || SERVICES.test(domainOf(address));
