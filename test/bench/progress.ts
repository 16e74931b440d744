const WIDTH = 30;
const EVERY_MS = 200;

/** A progress bar on stderr: one line redrawn on a terminal, a line for every tenth elsewhere. */
export function progressBar(what: string, total: number) {
  const startedAt = performance.now();
  let drawnAt = 0;
  let tenth = -1;

  const line = (done: number): string => {
    const share = total === 0 ? 1 : done / total;
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    return `${what} ${bar} ${done.toLocaleString('en')}/${total.toLocaleString('en')} ${seconds} s`;
  };

  return (done: number): void => {
    const over = done >= total;
    if (process.stderr.isTTY) {
      if (!over && performance.now() - drawnAt < EVERY_MS) return;
      drawnAt = performance.now();
      process.stderr.write(`\r${line(done)}${over ? '\n' : ''}`);
      return;
    }
    const reached = total === 0 ? 10 : Math.floor((done / total) * 10);
    if (reached === tenth) return;
    tenth = reached;
    process.stderr.write(`${line(done)}\n`);
  };
}
