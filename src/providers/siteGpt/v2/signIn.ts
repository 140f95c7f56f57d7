import {
  looseObject,
  object,
  minLength,
  number,
  optional,
  picklist,
  pipe,
  string,
  union,
} from "valibot";
import { wait } from "../../../core/clock.ts";
import { toChatError } from "../../../core/errors.ts";
import type { HttpBody } from "../../../core/http/transport.ts";
import type { SignInOutcome, StartSignIn } from "../../../core/provider.ts";
import { registerSecret } from "../../../core/registerSecret.ts";

const filled = pipe(string(), minLength(1));

const startedSchema = looseObject({
  device_code: filled,
  user_code: filled,
  verification_uri: filled,
  verification_uri_complete: optional(string()),
  expires_in: number(),
  interval: optional(number()),
});

const polledSchema = union([
  object({ access_token: filled }),
  object({
    error: picklist(["authorization_pending", "slow_down", "access_denied", "expired_token"]),
  }),
]);

/** The only id that is documented for everybody (4.5). */
const clientId = "sitegpt-cli";
/** Seconds, both by RFC 8628, section 3.5. */
const usualInterval = 5;
const slowDownStep = 5;
/** Seconds; a longer pause would outlast the code, and keep a user waiting who is done in the browser. */
const maxInterval = 60;

/** Signs in by OAuth's device flow (4.5, RFC 8628), which has no envelope (trap 23). */
export const startSignIn: StartSignIn = async (http, clock, signal) => {
  const started = await http.json(
    startedSchema,
    {
      method: "POST",
      path: "/oauth/device_authorization",
      body: form({ client_id: clientId, token_name: "Parley" }),
      isPublic: true,
    },
    signal,
  );
  const { device_code: deviceCode, verification_uri: page } = started;
  registerSecret(deviceCode);
  const end = clock.now() + started.expires_in * 1000;

  const poll = async (pollSignal: AbortSignal) =>
    http.json(
      polledSchema,
      {
        method: "POST",
        path: "/oauth/token",
        body: form({
          grant_type: "urn:ietf:params:oauth:grant-type:device_code",
          device_code: deviceCode,
          client_id: clientId,
        }),
        // What is not decided yet is an error to OAuth.
        accepts: [400],
        isPublic: true,
      },
      pollSignal,
    );

  return {
    code: started.user_code,
    pageUrl: started.verification_uri_complete || page,
    async wait(waitSignal): Promise<SignInOutcome> {
      let interval = paceOf(started.interval);
      for (;;) {
        if (clock.now() + interval * 1000 > end) return { kind: "expired" };
        await wait(clock, interval * 1000, waitSignal);
        const answer = await unlessLost(poll(waitSignal));
        if (answer === undefined) {
          interval = Math.min(interval * 2, maxInterval);
          continue;
        }
        if ("access_token" in answer) {
          registerSecret(answer.access_token);
          return { kind: "approved", apiKey: answer.access_token };
        }
        switch (answer.error) {
          case "authorization_pending":
            break;
          case "slow_down":
            interval += slowDownStep;
            break;
          case "access_denied":
            return { kind: "denied" };
          case "expired_token":
            return { kind: "expired" };
        }
      }
    },
  };
};

/** Seconds between two polls. Without a pause the service would be asked as fast as it answers. */
function paceOf(interval = usualInterval): number {
  return interval > 0 ? Math.min(interval, maxInterval) : usualInterval;
}

/** What a service or a gateway before it says for a moment, and nothing about the sign-in. */
const passing = new Set([429, 502, 503, 504]);

/**
 * Undefined where the connection was lost or the service is busy: then the user is still in the browser (RFC 8628,
 * section 3.5).
 */
async function unlessLost<T>(poll: Promise<T>): Promise<T | undefined> {
  try {
    return await poll;
  } catch (thrown) {
    const { kind, status = 0 } = toChatError(thrown);
    const isLost = kind === "timeout" || kind === "offline" || kind === "unreachable";
    if (!isLost && !passing.has(status)) throw thrown;
    return undefined;
  }
}

function form(members: Readonly<Record<string, string>>): HttpBody {
  const content = new TextEncoder().encode(new URLSearchParams(members).toString());
  return { type: "application/x-www-form-urlencoded", content };
}
