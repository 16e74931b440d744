import { no, ok, type Result } from '../../domain/result.ts';
import { LONGEST_RECORDING, type Unheard } from '../recogniser.ts';
import { decodeByFfmpeg } from './ffmpeg.ts';
import { type Samples, SPEECH_RATE } from './samples.ts';

/** So much is decoded at a time: what a small file unfolds to is known before it is all there. In bytes. */
const PIECE = 16 * 1024;

export type Format = 'opus' | 'mp3' | 'other';

/** What sound is in, by its first bytes: names and types are what somebody wrote. */
export function soundFormatOf(bytes: Buffer): Format {
  const head = bytes.subarray(0, 64);
  if (head.includes('OggS') && head.includes('OpusHead')) return 'opus';
  if (head.subarray(0, 3).toString('latin1') === 'ID3') return 'mp3';
  // The sync word of a frame of layer III.
  return head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2 ? 'mp3' : 'other';
}

/** The sound of a recording of at most ten minutes. */
export async function decode(bytes: Buffer, signal?: AbortSignal): Promise<Result<Samples, Unheard>> {
  switch (soundFormatOf(bytes)) {
    case 'opus':
      return decodeBy(await opusDecoder(), bytes);
    case 'mp3':
      return decodeBy(await mp3Decoder(), bytes);
    case 'other':
      return decodeByFfmpeg(bytes, signal);
  }
}

interface Piece {
  channelData: Float32Array[];
  sampleRate: number;
}

interface Decoder {
  take(bytes: Uint8Array): Promise<Piece>;
  end(): Promise<Piece | undefined>;
  free(): void;
}

/** Loaded only where a note is decoded: what does not hear needs no decoder. */
async function opusDecoder(): Promise<Decoder> {
  const { OggOpusDecoder } = await import('ogg-opus-decoder');
  // Its types do not know of the rate that it decodes to.
  const options = { forceStereo: false, sampleRate: SPEECH_RATE };
  const decoder = new OggOpusDecoder(options);
  await decoder.ready;
  return { take: async (bytes) => decoder.decode(bytes), end: () => decoder.flush(), free: () => decoder.free() };
}

async function mp3Decoder(): Promise<Decoder> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  return { take: async (bytes) => decoder.decode(bytes), end: async () => undefined, free: () => decoder.free() };
}

async function decodeBy(decoder: Decoder, bytes: Buffer): Promise<Result<Samples, Unheard>> {
  const pieces: Float32Array[] = [];
  let rate = 0;
  let length = 0;
  const keep = ({ channelData, sampleRate }: Piece): boolean => {
    const mono = mixed(channelData);
    if (mono.length > 0) {
      pieces.push(mono);
      rate = sampleRate;
      length += mono.length;
    }
    return rate === 0 || length <= LONGEST_RECORDING * rate;
  };
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      if (!keep(await decoder.take(bytes.subarray(at, at + PIECE)))) return no('tooLong');
    }
    const rest = await decoder.end();
    if (rest && !keep(rest)) return no('tooLong');
  } catch {
    // Half a file says what it says; one of which nothing can be read is no sound.
    if (length === 0) return no('unreadable');
  } finally {
    decoder.free();
  }
  return length === 0 ? no('unreadable') : ok({ samples: joined(pieces, length), rate });
}

/** Several channels as one. */
function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels;
  if (others.length === 0) return first.slice();
  return first.map((value, index) => others.reduce((sum, one) => sum + (one[index] ?? 0), value) / channels.length);
}

function joined(pieces: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
