import { boolean, object, safeParse, string } from "valibot";
import type { SessionRef } from "../sessions/sessionRef.ts";

/** What a webview keeps so that its panel can be filled again after a reload. */
export interface Restore {
  readonly ref: SessionRef;
  /** Shown until the service can be asked. */
  readonly chatbotName: string;
}

const refSchema = object({
  accountId: string(),
  chatbotId: string(),
  sessionId: string(),
  isNew: boolean(),
});

const restoreSchema = object({ restore: object({ ref: refSchema, chatbotName: string() }) });

/** Reads a webview's state; undefined when it is not ours. */
export function parseRestore(state: unknown): Restore | undefined {
  const result = safeParse(restoreSchema, state);
  return result.success ? result.output.restore : undefined;
}
