/**
 * What stands for sherpa-onnx in the tests of the process that hears: the folder of a model says what it does.
 */
export const engine = {
  async load({ folder }) {
    if (folder === 'broken') throw new Error('no such model');
    if (folder === 'deadly') process.exit(3);
    return {
      async hear({ samples, rate }) {
        const seconds = (samples.length / rate).toFixed(0);
        if (folder === 'dying') process.kill(process.pid, 'SIGSEGV');
        if (folder === 'endless') for (;;);
        if (folder === 'greedy') {
          const kept = [];
          for (;;) {
            kept.push(Buffer.alloc(32 * 1024 * 1024, 1));
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }
        return {
          text: `${folder} heard ${seconds} seconds at ${process.pid}`,
          words: [{ word: 'seconds', probability: 0.1 }],
        };
      },
    };
  },
};
