import type { FaultId } from "./faults.ts";
import type { ReceivedRequest } from "./requestLog.ts";

/** Which requests get a fault. What is left out does not restrict. */
export interface FaultRule {
  readonly fault: FaultId;
  /** Provider id. */
  readonly service?: string;
  readonly pathPattern?: RegExp;
  /** True for the requests that put a question to a bot. */
  readonly questionsOnly?: boolean;
  readonly match?: (request: ReceivedRequest) => boolean;
  /** How many requests get the fault before the rule ends: 1 by default, `Infinity` until it is removed. */
  readonly times?: number;
}

/** The rules that are in force. */
export interface FaultRules {
  /** Adds a rule behind the others; the returned function takes it away again. */
  readonly set: (rule: FaultRule) => () => void;
  readonly clear: () => void;
  /** The fault for a request, from the first rule that applies; this uses up one of the rule's times. */
  take(request: ReceivedRequest): FaultId | undefined;
}

interface ActiveRule {
  readonly rule: FaultRule;
  left: number;
  /** Calls that have just failed once and are to succeed now; only `error-then-well` needs to know. */
  readonly failed: Set<string>;
}

function applies(rule: FaultRule, request: ReceivedRequest): boolean {
  return (
    (rule.service === undefined || rule.service === request.service) &&
    (rule.pathPattern === undefined || request.path.search(rule.pathPattern) >= 0) &&
    (rule.questionsOnly !== true || request.asks) &&
    (rule.match === undefined || rule.match(request))
  );
}

/** Makes an empty set of rules. */
export function createFaultRules(): FaultRules {
  const active = new Set<ActiveRule>();

  function take(request: ReceivedRequest): FaultId | undefined {
    for (const entry of active) {
      if (!applies(entry.rule, request)) {
        continue;
      }
      const call = `${request.method} ${request.path}`;
      if (entry.rule.fault === "error-then-well") {
        if (entry.failed.delete(call)) {
          return undefined;
        }
        entry.failed.add(call);
      }
      entry.left -= 1;
      if (entry.left <= 0) {
        active.delete(entry);
      }
      return entry.rule.fault;
    }
    return undefined;
  }

  return {
    set: (rule) => {
      const entry: ActiveRule = { rule, left: rule.times ?? 1, failed: new Set() };
      active.add(entry);
      return () => {
        active.delete(entry);
      };
    },
    clear: () => {
      active.clear();
    },
    take,
  };
}
