import { emptySession, services } from "../helpers/services.ts";
import type { Endpoint } from "../contract/endpoints/endpoint.ts";
import { endpointsOf, testName } from "../contract/endpoints/table.ts";
import { type Call, callsOf } from "./calls.ts";
import { type Column, openColumn } from "./column.ts";
import { findSubjects, makeSession, startService, type Subject } from "./subjects.ts";

/** More sessions than fit on one page of a list. */
export const manySessions = 101;

const closers: (() => Promise<void>)[] = [];

/** The methods of every service, called once without a fault. */
export async function openColumns(
  isWanted: (call: Call, subject: Subject) => boolean = () => true,
): Promise<readonly Column[]> {
  const columns: Column[] = [];
  for (const subject of await findSubjects())
    columns.push(...(await openColumnsOf(subject, (call) => isWanted(call, subject))));
  return columns;
}

/** The endpoints of every service, called once without a fault. */
export async function openEndpoints(
  isWanted: (name: string, subject: Subject) => boolean = () => true,
): Promise<readonly Column[]> {
  const subjects = await findSubjects();
  const columns: Column[] = [];
  for (const descriptor of services) {
    const subject = subjects.find((one) => one.descriptor === descriptor);
    if (!subject) continue;
    for (const endpoint of endpointsOf(descriptor))
      if (isWanted(testName(endpoint), subject))
        columns.push(await openEndpoint(subject, endpoint));
  }
  return columns;
}

/** Stops all that the columns started. */
export async function closeColumns(): Promise<void> {
  await Promise.all(closers.splice(0).map(async (close) => close()));
}

/** The calls of a service; each that changes something has a simulator of its own, so that lists stay short. */
async function openColumnsOf(
  subject: Subject,
  isWanted: (call: Call) => boolean,
): Promise<readonly Column[]> {
  const still = await startService(subject.descriptor);
  closers.push(still.stop);
  const session = await makeSession(still, subject, 1);
  const { provider } = still.direct;
  const calls = callsOf(provider).filter(isWanted);
  for (let index = 0; index < manySessions; index += 1) {
    if (!calls.some(({ method }) => method === "listSessions")) break;
    await emptySession(provider, subject.chatbotId, `${index}?`);
  }
  const columns: Column[] = [];
  for (const call of calls) {
    const service = call.asked === undefined ? still : await startService(subject.descriptor);
    if (service !== still) closers.push(service.stop);
    columns.push(await openColumn({ subject, service, call, session }));
  }
  return columns.filter(({ lines }) => lines.length > 0);
}

/** An endpoint has a simulator of its own too: what it makes is not mixed up with what another one makes. */
async function openEndpoint(subject: Subject, endpoint: Endpoint): Promise<Column> {
  const service = await startService(subject.descriptor);
  closers.push(service.stop);
  const { simulator, direct } = service;
  const call: Call = {
    name: testName(endpoint),
    run: async ({ provider, http, chatbotId: id, question }) =>
      endpoint.run({ ...direct, provider, http, simulator, bot: { id, question } }),
  };
  const session = { chatbotId: subject.chatbotId, sessionId: "none of its own" };
  return openColumn({ subject, service, call, session, endpoint });
}
