/** The package has no types of its own; this is as much of it as is used. */
declare module 'sherpa-onnx-node' {
  export class OfflineRecognizer {
    static createAsync(config: object): Promise<OfflineRecognizer>;
    createStream(): OfflineStream;
    decodeAsync(stream: OfflineStream): Promise<Decoded>;
  }
  /** `ys_log_probs`: how sure each token is, as a natural logarithm. */
  export interface Decoded {
    text: string;
    tokens?: string[];
    ys_log_probs?: number[];
  }
  export class OfflineStream {
    acceptWaveform(waveform: { samples: Float32Array; sampleRate: number }): void;
  }
}
