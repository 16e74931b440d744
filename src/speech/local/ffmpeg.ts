import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { no, ok, type Result } from '../../domain/result.ts';
import { LONGEST_RECORDING, type Unheard } from '../recogniser.ts';
import { type Samples, SPEECH_RATE } from './samples.ts';

/** How long ffmpeg may take over ten minutes of sound, in milliseconds. */
const DEADLINE = 60_000;
const BYTES = 4;
const LIMIT = (LONGEST_RECORDING + 1) * SPEECH_RATE * BYTES;

/**
 * The sound of anything that the machine's ffmpeg reads: video notes, M4A, WAV, Vorbis. `noFfmpeg`: there is none. Into a file
 * first, for what describes the sound may stand at the end. It reads that file and nothing else: no list in it leads to
 * others, and no address.
 */
export async function decodeByFfmpeg(bytes: Buffer, signal?: AbortSignal): Promise<Result<Samples, Unheard>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sloop-sound-'));
  try {
    const file = path.join(folder, 'sound');
    await writeFile(file, bytes, { mode: 0o600 });
    return await run(file, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const FORMATS = 'mov,matroska,ogg,wav,aac,mp3,flac,amr,aiff,caf,asf,avi';

function run(file: string, signal: AbortSignal | undefined): Promise<Result<Samples, Unheard>> {
  const quiet = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS];
  const out = [
    '-vn',
    '-t',
    String(LONGEST_RECORDING + 1),
    '-ac',
    '1',
    '-ar',
    String(SPEECH_RATE),
    '-f',
    'f32le',
    'pipe:1',
  ];
  return new Promise((resolve) => {
    const child = spawn('ffmpeg', [...quiet, '-i', file, ...out], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: DEADLINE,
      killSignal: 'SIGKILL',
      ...(signal && { signal }),
    });
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > LIMIT) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.on('error', (error) => resolve(no('code' in error && error.code === 'ENOENT' ? 'noFfmpeg' : 'unreadable')));
    child.on('close', () => {
      if (size > LONGEST_RECORDING * SPEECH_RATE * BYTES) return resolve(no('tooLong'));
      if (size < BYTES) return resolve(no('unreadable'));
      const whole = Buffer.concat(parts);
      const samples = new Float32Array(Math.floor(whole.length / BYTES));
      for (let n = 0; n < samples.length; n++) samples[n] = whole.readFloatLE(n * BYTES);
      resolve(ok({ samples, rate: SPEECH_RATE }));
    });
  });
}
