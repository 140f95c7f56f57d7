import { type Call, callsOf } from "./calls.ts";
import { type Column, openColumn } from "./cell.ts";
import { findSubjects, makeSession, noSignal, startService, type Subject } from "./subjects.ts";

/** More sessions than fit on one page of a list. */
export const manySessions = 101;

const closers: (() => Promise<void>)[] = [];

/** The calls of every service, made once without a fault. */
export async function openColumns(
  isWanted: (call: Call) => boolean = () => true,
): Promise<readonly Column[]> {
  const columns: Column[] = [];
  for (const subject of await findSubjects())
    columns.push(...(await openColumnsOf(subject, isWanted)));
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
  for (let index = 0; index < manySessions; index += 1)
    await provider.createSession(subject.chatbotId, { firstQuestion: `${index}?` }, noSignal);
  const columns: Column[] = [];
  for (const call of callsOf(provider).filter(isWanted)) {
    const service = call.asked === undefined ? still : await startService(subject.descriptor);
    if (service !== still) closers.push(service.stop);
    columns.push(await openColumn(subject, service, call, session));
  }
  return columns.filter(({ lines }) => lines.length > 0);
}
