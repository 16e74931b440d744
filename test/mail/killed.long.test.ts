import { it } from 'vitest';
import { deliverOverKills } from '../harness/killed-mail.ts';

it(
  'stores every letter once, and rings none twice but what was in flight, over kill -9 of the bot',
  {
    timeout: 600_000,
  },
  () => deliverOverKills({ letters: 24, kills: 1 }),
);
