/** What a watch sleeps by: until somebody rings, or a time is over. */
export function createAlarm(stopping: AbortSignal) {
  let wake: () => void = () => {};
  let rung = false;
  return {
    ring(): void {
      rung = true;
      wake();
    },
    /** It was rung since it was last set. */
    rung: (): boolean => rung,
    set(): void {
      rung = false;
    },
    /** Resolves after so many milliseconds, or as soon as it is rung. */
    sleep: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        if (rung || stopping.aborted) return resolve();
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

export type MailboxAlarm = ReturnType<typeof createAlarm>;
