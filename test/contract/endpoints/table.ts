import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { services } from "../../helpers/services.ts";
import { endpoints as aiChatbotHub } from "./aiChatbotHub.ts";
import { endpoints as crbnAi } from "./crbnAi.ts";
import { describePlace, knownKinds } from "./describePlace.ts";
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
export async function writeCoverage(): Promise<string> {
  const parts = await Promise.all(services.map(writeService));
  return `# API coverage

Every endpoint that Parley calls, by its number in the service's reference, where the user finds it, and the test that
calls it over real sockets at the simulated service. A test looks every place up: the row's menu in \`package.json\`, the
command, what the kind declares, and what a panel may send. \`npm run api-coverage\` writes this page from
\`test/contract/endpoints/\`; a test fails when it is out of date, when an endpoint is not called, and when a
simulated service has a route without a row. No live service was reached.
${parts.join("")}`;
}

async function writeService(descriptor: ProviderDescriptor): Promise<string> {
  const kinds = await knownKinds(descriptor);
  const whereIs = ({ where }: Endpoint): string =>
    [...new Set(where.map((place) => describePlace(place, kinds)))].join("; ");
  const rows = endpointsOf(descriptor).map(
    (endpoint) =>
      `| ${endpoint.section} | \`${endpoint.call}\` | ${whereIs(endpoint)} | \`endpoints.test.ts\`: ${descriptor.name} ${endpoint.section} |`,
  );
  return `
## ${descriptor.name}

| section | endpoint | where | test |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
