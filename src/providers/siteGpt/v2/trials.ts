import { type InferOutput, looseObject, minLength, pipe, string, unknown } from "valibot";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { Trial, Trials } from "../../../core/provider.ts";
import { registerSecret } from "../../../core/registerSecret.ts";
import { type Schema, time } from "../../../core/wire/schema.ts";
import { parseTime } from "../../../core/wire/time.ts";
import { text } from "../wire.ts";
import { classifyError, openEnvelope } from "./calls.ts";

const workspaceSchema = looseObject({
  workspace: looseObject({ id: pipe(string(), minLength(1)), expiresAt: time }),
  onboardingUrl: text,
  expiresAt: time,
});

type WireWorkspace = InferOutput<typeof workspaceSchema>;

const startedSchema = looseObject({
  ...workspaceSchema.entries,
  apiToken: pipe(string(), minLength(1)),
});

/** A website may be looked at before the service answers. */
const startTimeouts = { headers: 120_000 };

/** SiteGPT's temporary workspaces (section 14). */
export function createTrials(bare: HttpClient): Trials {
  const http = bare.withErrors(classifyError);
  const read = async <T>(schema: Schema<T>, call: HttpCall, signal: AbortSignal): Promise<T> =>
    openEnvelope(schema, await http.json(unknown(), call, signal), call);

  return {
    /** 14.1. */
    async start(websiteUrl, signal) {
      const call = {
        method: "POST",
        path: "/api/v2/onboarding/agent/start",
        json: { websiteUrl },
        isPublic: true,
        timeouts: startTimeouts,
      } as const;
      const { apiToken, ...started } = await read(startedSchema, call, signal);
      registerSecret(apiToken);
      return { trial: toTrial(started), apiKey: apiToken };
    },

    /** 14.2. */
    async read(id, signal) {
      const call = { method: "GET", path: toPath(id) } as const;
      return toTrial(await read(workspaceSchema, call, signal));
    },

    /** 14.4, which needs no confirmation (1.9). */
    async remove(id, signal) {
      await http.confirm({ method: "DELETE", path: toPath(id) }, signal);
    },
  };
}

const toPath = (id: string): string => path`/api/v2/onboarding/workspaces/${id}`;

function toTrial({ workspace, onboardingUrl, expiresAt }: WireWorkspace): Trial {
  const endsAt = parseTime(expiresAt) ?? parseTime(workspace.expiresAt);
  return {
    id: workspace.id,
    ...(onboardingUrl && { pageUrl: onboardingUrl }),
    ...(endsAt !== undefined && { endsAt }),
  };
}
