export { composeRequest as compose, mailRoutes } from './mail-routes.ts';
export { createMailServer, type MailServer } from './mailbox-server.ts';
