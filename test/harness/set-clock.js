/**
 * Lets a test set the clock of a whole program: loaded before it by `--import`, it has every `Date` read from the clock
 * plus the milliseconds that stand in the file CLOCK_FILE, looked at a few times a second. Timers go on as they are.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
let ahead = 0;

const now = () => RealDate.now() + ahead;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, asked) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, asked),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
RealDate.prototype.constructor = globalThis.Date;

function look() {
  try {
    ahead = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
  } catch {
    ahead = 0;
  }
}
look();
setInterval(look, 50).unref();
