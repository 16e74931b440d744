import type { FaultRule } from '../types.ts';

export interface Fault {
  rule: FaultRule;
  /** Resolves when the rule is lifted: the end of a hanging call. */
  lifted: Promise<void>;
}

/** Rules of tests that make calls fail. */
export function createFaults() {
  const rules: { rule: FaultRule; left: number; fault: Fault }[] = [];

  function add(rule: FaultRule): () => void {
    let lift = () => {};
    const lifted = new Promise<void>((resolve) => {
      lift = resolve;
    });
    const entry = { rule, left: rule.times ?? 1, fault: { rule, lifted } };
    rules.push(entry);
    return () => {
      if (rules.includes(entry)) rules.splice(rules.indexOf(entry), 1);
      lift();
    };
  }

  /** The fault that meets this call, used up by it. */
  function meet(method: string, chat: unknown): Fault | undefined {
    const entry = rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.method === undefined || [rule.method].flat().includes(method)) &&
        (rule.chat === undefined || String(rule.chat) === String(chat)),
    );
    if (!entry) return undefined;
    entry.left -= 1;
    entry.rule.onMet?.();
    return entry.fault;
  }

  return { add, meet };
}

export type Faults = ReturnType<typeof createFaults>;
