const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];
let recording;

/** Whether this browser can record here: it needs a microphone and a safe origin. */
export const canRecord = () => 'MediaRecorder' in globalThis && navigator.mediaDevices !== undefined;

/**
 * Starts recording, or ends what is being recorded.
 * @returns 'started', the finished note, or undefined when there is no microphone
 */
export async function recordVoice() {
  if (recording) return stop();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
    const chunks = [];
    recorder.addEventListener('dataavailable', (event) => chunks.push(event.data));
    recorder.start();
    recording = { recorder, stream, chunks, since: Date.now() };
    return 'started';
  } catch {
    return undefined;
  }
}

function stop() {
  const { recorder, stream, chunks, since } = recording;
  recording = undefined;
  return new Promise((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      const type = recorder.mimeType.split(';')[0] || 'audio/ogg';
      const name = `voice.${type.split('/')[1]}`;
      resolve({ file: new File(chunks, name, { type }), seconds: Math.round((Date.now() - since) / 1000) });
    });
    recorder.stop();
  });
}
