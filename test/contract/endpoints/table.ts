import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { services } from "../../helpers/services.ts";
import { endpoints as aiChatbotHub } from "./aiChatbotHub.ts";
import { endpoints as crbnAi } from "./crbnAi.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints as siteGpt } from "./siteGpt.ts";
import { endpoints as siteGptV2 } from "./siteGptV2.ts";

const tables: Readonly<Record<string, readonly Endpoint[]>> = {
  "ai-chatbot-hub": aiChatbotHub,
  sitegpt: siteGpt,
  "sitegpt-v2": siteGptV2,
  crbnai: crbnAi,
};

/** The endpoints of a service, in the order of its reference. */
export function endpointsOf({ id, name }: ProviderDescriptor): readonly Endpoint[] {
  const found = tables[id];
  if (!found) throw new Error(`test/contract/endpoints has no table for ${name}`);
  return found.toSorted((one, other) => compareSections(one.section, other.section));
}

function compareSections(one: string, other: string): number {
  const [left, right] = [one, other].map((section) => section.split(".").map(Number));
  const index = left?.findIndex((part, at) => part !== right?.[at]) ?? -1;
  return index === -1 ? 0 : (left?.[index] ?? 0) - (right?.[index] ?? 0);
}

/** The name of the test that calls an endpoint. */
export function testName({ section, call }: Endpoint): string {
  return `${section} ${call}`;
}

/** The text of docs/API-COVERAGE.md. */
export function writeCoverage(): string {
  return `# API coverage

Every endpoint that the services' references number, where the user finds it in Parley, and the test that calls it
over real sockets at the simulated service. \`npm run api-coverage\` writes this page from
\`test/contract/endpoints/\`; a test fails when it is out of date, when an endpoint is not called, and when a
simulated service has a route without a row. No live service was reached.
${services.map(writeService).join("")}`;
}

function writeService(descriptor: ProviderDescriptor): string {
  const rows = endpointsOf(descriptor).map(
    (endpoint) =>
      `| ${endpoint.section} | \`${endpoint.call}\` | ${endpoint.where} | \`endpoints.test.ts\`: ${descriptor.name} ${endpoint.section} |`,
  );
  return `
## ${descriptor.name}

| section | endpoint | where | test |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
