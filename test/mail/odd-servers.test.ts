import { expect, it } from 'vitest';
import { startBot } from '../harness/bot.ts';
import { OPENED, startImap } from '../harness/imap.ts';

it('reads on from the last letter where a server does not tell which number comes next', async () => {
  const server = await startImap((command) => {
    if (command.startsWith('SELECT')) return [...OPENED, 'OK [READ-WRITE] done'];
    if (command.startsWith('UID SEARCH UID')) return ['* SEARCH 7', 'OK done'];
    // Nothing lately: the only letter is an old one.
    return command.startsWith('UID SEARCH') ? ['* SEARCH', 'OK done'] : undefined;
  });
  const url = `imap://office:secret@127.0.0.1:${server.address.port}/INBOX`;
  const bot = await startBot({ env: { IMAP_URL: url, MAIL_FROM: 'office@sloop.test', MAIL_POLL_SECONDS: '0.5' } });
  try {
    await expect.poll(() => server.commands, { timeout: 15_000 }).toContain('UID SEARCH UID 8:*');
    const health = async () => [...(await bot.store.mailboxes.health()).values()];
    await expect.poll(health).toEqual([{ at: expect.any(Date) }]);
  } finally {
    await bot.stop();
    await server.close();
  }
});
