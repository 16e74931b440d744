/**
 * Lets a test set the clock of a whole program: loaded before it by `--import`, it has every `Date` read from the clock
 * plus the milliseconds that stand in the file CLOCK_FILE, looked at a few times a second. Timers go on as they are.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
let ahead = 0;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};

function look() {
  try {
    ahead = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
  } catch {
    ahead = 0;
  }
}
look();
setInterval(look, 50).unref();
