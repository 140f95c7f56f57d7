// npm run live -- <service> [--ask] [--record] [--base-url <origin>] [--folder <folder>]: compares a service with its
// documentation, with the key in PARLEY_KEY, and prints the report. It only reads; with --ask it asks one question in a
// session of its own. --record writes redacted answers to test/fixtures/recorded, or to another folder.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkBaseUrl } from "../src/core/baseUrl.ts";
import { systemClock } from "../src/core/clock.ts";
import { compareService, type Comparison } from "../src/core/conformance/compareService.ts";
import { redactAnswers } from "../src/core/conformance/redactAnswers.ts";
import { editionFor } from "../src/core/editions.ts";
import { toChatError } from "../src/core/errors.ts";
import { HttpClient } from "../src/core/http/client.ts";
import type { Log } from "../src/core/log.ts";
import type { ProviderDescriptor, SessionNotes } from "../src/core/provider.ts";
import { UndiciTransport } from "../src/host/adapters/undiciTransport.ts";
import { findProvider, providers } from "../src/providers/registry.ts";
import { onInterruption } from "./support/interruption.ts";
import { manifestFile } from "./support/manifest.ts";
import { repositoryFolder } from "./support/paths.ts";
import { runTool, ToolError } from "./support/toolError.ts";

/** What goes wrong stands in the report. */
const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Nothing is kept between two comparisons. */
const noNotes: SessionNotes = {
  readSources: async () => [],
  addSources: async () => undefined,
  readText: async () => undefined,
  writeText: async () => undefined,
  inTurn: async (_name, action) => action(),
};

await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ask: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      "base-url": { type: "string" },
      folder: { type: "string", default: join(repositoryFolder, "test/fixtures/recorded") },
    },
  });
  const [service, ...more] = positionals;
  const provider = service !== undefined && more.length === 0 ? findProvider(service) : undefined;
  if (!provider)
    throw new ToolError(`Name one service: ${providers.map(({ id }) => id).join(", ")}.`);
  const key = process.env["PARLEY_KEY"];
  if (!key) throw new ToolError("Put the API key into the environment variable PARLEY_KEY.");
  const descriptor = editionFor(provider, key);
  const baseUrl = readOrigin(values["base-url"] ?? descriptor.defaultBaseUrl);
  const comparison = await compare(descriptor, { key, baseUrl, asks: values.ask });
  console.log(comparison.report);
  if (values.record) {
    const folder = join(resolve(values.folder), descriptor.id);
    const count = await record(comparison, folder);
    console.error(`${count} redacted answers are in ${folder}.`);
  }
});

function readOrigin(address: string): string {
  const checked = checkBaseUrl(address);
  if (!("origin" in checked) || checked.problem !== undefined)
    throw new ToolError(`${address} is not an origin over https, such as https://example.com.`);
  return checked.origin;
}

interface Target {
  readonly key: string;
  readonly baseUrl: string;
  readonly asks: boolean;
}

async function compare(
  descriptor: ProviderDescriptor,
  { key, baseUrl, asks }: Target,
): Promise<Comparison> {
  const interruption = new AbortController();
  onInterruption(() => interruption.abort());
  const { version } = JSON.parse(await readFile(manifestFile, "utf8")) as {
    readonly version: string;
  };
  const undici = new UndiciTransport({ strictCertificates: true });
  try {
    return await compareService({
      descriptor,
      baseUrl,
      connect: async (wrap) => {
        const http = new HttpClient({
          transport: wrap(undici),
          origin: baseUrl,
          readKey: async () => key,
          clock: systemClock,
          log: silentLog,
          userAgent: `Parley/${version}`,
        });
        const { createClient } = await descriptor.loadClient();
        const context = { http, clock: systemClock, log: silentLog, notes: noNotes };
        return { client: createClient(context), http };
      },
      asks,
      version,
      clock: systemClock,
      signal: interruption.signal,
      onStep: (name) => console.error(name),
    });
  } catch (thrown) {
    const { kind, message } = toChatError(thrown);
    if (kind === "bug") throw thrown;
    throw new ToolError(`The comparison ended early (${kind}): ${message}.`);
  } finally {
    await undici.close();
  }
}

/** Writes each answer to a file of its own, and where all of them come from to one. @returns how many there are */
async function record(
  { documentedCalls, exchanges, subject }: Comparison,
  folder: string,
): Promise<number> {
  const answers = redactAnswers(documentedCalls, exchanges);
  await mkdir(folder, { recursive: true });
  const origins = answers.map(({ text: _text, ...answer }) => ({
    file: fileOf(answer),
    ...answer,
  }));
  const { service, version, time, isUsualAddress } = subject;
  const from = { service, isUsualAddress, time, parley: version, isRedacted: true };
  await writeFile(
    join(folder, "origin.json"),
    `${JSON.stringify({ ...from, answers: origins }, undefined, 2)}\n`,
  );
  for (const answer of answers) await writeFile(join(folder, fileOf(answer)), answer.text);
  return answers.length;
}

function fileOf({ section }: { readonly section: string }): string {
  return `${section}.txt`;
}
