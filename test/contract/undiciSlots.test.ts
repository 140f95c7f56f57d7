import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startRecordingServer } from "./recordingServer.ts";

/** Runs in a process of its own: here, the test runner itself may have filled the slots. */
const probe = (origin: string, before: string): string => `
  const symbols = ["1", "2"].map((version) => Symbol.for("undici.globalDispatcher." + version));
  for (const symbol of symbols) { const value = ${before}; if (value !== undefined) globalThis[symbol] = value; }
  const found = symbols.map((symbol) => globalThis[symbol]);
  const { UndiciTransport } = await import(${JSON.stringify(new URL("../../src/host/adapters/undiciTransport.ts", import.meta.url).href)});
  const transport = new UndiciTransport({ strictCertificates: true });
  const timeouts = { headers: 5000, idle: 5000 };
  const response = await transport.send({ method: "GET", url: new URL(${JSON.stringify(origin)}), headers: {}, timeouts }, new AbortController().signal);
  for await (const chunk of response.body) process.stdout.write(chunk);
  await transport.close();
  console.log(symbols.every((symbol, index) => globalThis[symbol] === found[index]) ? " untouched" : " changed");
`;

test.each([
  ["empty", "undefined"],
  ["taken by another extension", "({ dispatch() { throw new Error('used') } })"],
])(
  "undici leaves the process-wide dispatcher slots as it found them: %s",
  async (_name, before) => {
    const server = await startRecordingServer((_request, response) => response.end("answered"));
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      probe(server.origin, before),
    ]);
    expect(stdout.trim()).toBe("answered untouched");
  },
);
