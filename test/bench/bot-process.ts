import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const TOKEN = '700:bench-token-bench-token-bench-token-bench';
export const SECRET = 'bench-secret-bench-secret';
/** Clock ticks a second in /proc. */
const TICKS = 100;

/** What Node.js is started with in production: bin/start.sh's own words. */
const FLAGS = /^exec node (.*) dist\//m.exec(readFileSync('bin/start.sh', 'utf8'))?.[1]?.split(' ') ?? [];

/** A bot as a process of its own, with its webhook and what the system knows of it. `core`: the only one that it may use. */
export async function startBotProcess(module: string, env: Record<string, string>, core?: number) {
  const begun = performance.now();
  const program = [process.execPath, ...FLAGS, fileURLToPath(new URL(module, import.meta.url))];
  const [command = '', ...args] = core === undefined ? program : ['taskset', '-c', String(core), ...program];
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      FLOOD_LIMIT: '0',
      BOT_TOKEN: TOKEN,
      ADMIN_IDS: '1',
      PUBLIC_URL: 'https://bench.invalid',
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      MESSAGES_PER_SECOND: '100000',
      LOG_LEVEL: 'info',
      MALLOC_ARENA_MAX: '2',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = line.startsWith('{') ? (JSON.parse(line) as { event?: string; address?: string }) : {};
      if (said.event === 'started' && said.address) resolve(said.address);
    });
    child.on('exit', (code) => reject(new Error(`${module} ended with ${code}`)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return {
    /** From the process's start to its webhook being open, in milliseconds. */
    startedIn: performance.now() - begun,
    /** Sends one update and waits until the bot has handled it. Milliseconds it took. */
    deliver: (update: object): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = performance.now();
        const body = JSON.stringify(update);
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-telegram-bot-api-secret-token': SECRET,
        };
        const post = request(`${address}/telegram`, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 200
              ? resolve(performance.now() - sent)
              : reject(new Error(`${module}: ${response.statusCode}`)),
          );
        });
        post.on('error', reject);
        post.end(body);
      }),
    /** Processor time used so far, in milliseconds. */
    cpu(): number {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
    },
    /** Resident memory in MB. */
    memory: (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      agent.destroy();
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

export type BotProcess = Awaited<ReturnType<typeof startBotProcess>>;
