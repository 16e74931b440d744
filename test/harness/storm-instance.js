/**
 * The background of one instance, for a test to kill: reminders and the sender, on the database and the Bot API server it
 * is given. It tells its parent whether it is the sender; `{ advance }` puts its clock
 * forward by so many milliseconds.
 */
import { sendReminders } from '../../dist/scenes/reminders/reminder.js';
import { createContactReminders } from '../../dist/src/reminders/contact-reminders.js';
import { openStore } from '../../dist/src/store/index.js';
import { createCall } from '../../dist/src/telegram/transport/api.js';
import { createBackground, sourceOf } from '../../dist/src/telegram/transport/background.js';

const [uri, apiRoot, token] = process.argv.slice(2);
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
const tell = (message) => process.connected && process.send(message);

const store = await openStore({ uri });
const call = createCall(token, apiRoot);
const log = (level, event, details) => level === 'error' && tell({ fault: event, ...details });
const kit = { store, call, now, log, botName: 'storm', zone: 'UTC' };
const background = createBackground({
  sources: [sourceOf(createContactReminders(store), sendReminders(kit))],
  call,
  lease: store.leases,
  now,
  log,
  blocked: (user) => store.users.setReachable(user, false),
});
background.start();
setInterval(() => tell({ state: background.state() }), 100);
process.on('message', async (message) => {
  if (message.advance) ahead += message.advance;
  if (message.stop) {
    await background.stop();
    await store.close();
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(0));
tell({ ready: true });
