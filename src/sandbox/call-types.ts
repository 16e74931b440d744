export interface ApiCall {
  method: string;
  chatId?: number;
  at: Date;
  params: Record<string, unknown>;
  ok: boolean;
  /** The refusal's words, where refused. */
  error?: string;
}

export interface CallLog {
  /** The latest calls, oldest first; at most 1000; getUpdates is left out. */
  list(method?: string): readonly ApiCall[];
  /** Resolves with the next call of this method that is answered after now; rejects after `timeout` ms (15,000). */
  next(match: string | ((call: ApiCall) => boolean), options?: { timeout?: number }): Promise<ApiCall>;
  clear(): void;
}
