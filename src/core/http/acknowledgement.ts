import { ChatError } from "../errors.ts";
import { isWebPage } from "../wire/html.ts";
import { parseJson } from "../wire/json.ts";
import { isRefusal } from "../wire/refusal.ts";
import { type ClassifyError, readErrorCode, readServiceMessage } from "./errorResponse.ts";

/** A 2xx answer to a call where only success counts. */
export interface Acknowledgement {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Throws unless an answer confirms what was asked for. The services say it in many ways, or say nothing: whatever is
 * no web page, no broken JSON and no refusal is a yes.
 * @returns the JSON, if it is some
 */
export function readAcknowledgement(
  { status, headers, text }: Acknowledgement,
  what: string,
  classify?: ClassifyError,
): unknown {
  if (isWebPage(text, headers)) throw webPageError(what);
  // What does not begin like JSON is a word of confirmation.
  if (!/^\s*[[{"]|^\s*false\s*$/.test(text)) return undefined;
  const body = parseJson(text, what);
  if (isRefusal(body)) throw refusal(status, body, what, classify);
  return body;
}

/** A web page came in the place of an answer: something between here and the service has answered instead. */
export function webPageError(what: string): ChatError {
  return new ChatError("bad-reply", `${what}: got a web page instead of an answer`);
}

/** What a refusal says. */
export function refusal(
  status: number,
  body: unknown,
  what: string,
  classify?: ClassifyError,
): ChatError {
  const kind = classify?.(status, body) ?? "rejected";
  return new ChatError(kind, `${what}: the answer says no`, {
    code: readErrorCode(body),
    status,
    serviceMessage: readServiceMessage(body),
  });
}
