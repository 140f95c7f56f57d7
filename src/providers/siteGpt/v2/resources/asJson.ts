import { record, string, unknown } from "valibot";
import type { ActionDeclaration } from "../../../../core/declareKind.ts";
import type { HttpCall } from "../../../../core/http/client.ts";
import type { ActionResult, ResourceAddress, ResourceValue } from "../../../../core/resources.ts";
import { read } from "../calls.ts";
import type { KindContext } from "./context.ts";

/** What a call answers whose members are not documented. */
const anything = record(string(), unknown());

/** An action that shows what a call answers, as JSON. */
export function showAction({
  toCall,
  ...action
}: Omit<ActionDeclaration<KindContext>, "run"> & {
  readonly toCall: (address: ResourceAddress, value: ResourceValue) => HttpCall;
}): ActionDeclaration<KindContext> {
  return {
    ...action,
    async run({ http }, address, { value }, signal) {
      return toText(await read(http, anything, toCall(address, value), signal));
    },
  };
}

/** A value as the text of a document. */
export function toText(value: unknown): ActionResult {
  return { kind: "text", text: `${JSON.stringify(value, undefined, 2)}\n`, languageId: "json" };
}
