import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
  SimulationContext,
} from "../../../../core/simulation.ts";

const grant = "urn:ietf:params:oauth:grant-type:device_code";
const letters = "BCDFGHJKLMNPQRSTVWXZ";
/** Seconds. */
const lifetime = 899;
const interval = 2;

/** OAuth's own JSON, without the envelope of the other calls. */
function answer(status: number, body: unknown): SimulatedResponse {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, headers, format: "json", body: [JSON.stringify(body)] };
}

function formOf({ headers, body }: SimulatedRequest): URLSearchParams {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return new URLSearchParams(isForm ? new TextDecoder().decode(body) : "");
}

/** The device login (4.5). Whoever is asked says yes between the first poll and the second. */
export function deviceLoginRoutes(context: SimulationContext): readonly SimulatedRoute[] {
  const polls = new Map<string, number>();

  return [
    {
      method: "POST",
      path: "/oauth/device_authorization",
      isPublic: true,
      handle: (request) => {
        if (!formOf(request).get("client_id")) return answer(400, { error: "invalid_client" });
        const deviceCode = `sgpt_device_${context.randomText(letters, 24)}`;
        const userCode = `${context.randomText(letters, 4)}-${context.randomText(letters, 4)}`;
        polls.set(deviceCode, 0);
        return answer(200, {
          device_code: deviceCode,
          user_code: userCode,
          verification_uri: "https://sitegpt.ai/device",
          verification_uri_complete: `https://sitegpt.ai/device?user_code=${userCode}`,
          expires_in: lifetime,
          interval,
        });
      },
    },
    {
      method: "POST",
      path: "/oauth/token",
      isPublic: true,
      handle: (request) => {
        const form = formOf(request);
        if (form.get("grant_type") !== grant)
          return answer(400, { error: "unsupported_grant_type" });
        const deviceCode = form.get("device_code") ?? "";
        const count = polls.get(deviceCode);
        if (count === undefined) return answer(400, { error: "expired_token" });
        polls.set(deviceCode, count + 1);
        if (count === 0) return answer(400, { error: "authorization_pending" });
        polls.delete(deviceCode);
        return answer(200, { access_token: context.issueKey(), token_type: "Bearer" });
      },
    },
  ];
}
