import { looseObject } from "valibot";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { changedMembers, type ResourceAddress } from "../../../core/resources.ts";
import { listOf } from "../../../core/wire/schema.ts";
import { read } from "../calls.ts";
import { readPages } from "../pages.ts";
import type { KindContext } from "./context.ts";
import { hideText } from "./hideText.ts";
import { membersOf, present, valueSchema } from "./members.ts";
import {
  creationMembers,
  detailsSchema,
  shownMembers,
  threadMembers,
  visitorMembers,
} from "./threadMembers.ts";

const pageSize = 100;

/** What belongs to a session besides its messages (section 14). */
export const threads = declareKind<KindContext>({
  id: "sitegpt-thread",
  title: "Session Details",
  group: "settings",
  place: "session",
  schema: valueSchema(threadMembers, ["threadId"]),

  async list({ http }, { chatbotId }, signal) {
    const all = await readPages(
      http,
      pathOfAll(chatbotId),
      async (call) => readPage(http, call, signal),
      ({ threadId }) => threadId,
    );
    return all.map(({ threadId }) => ({ id: threadId, title: threadId }));
  },

  read: readValue,

  creations: [
    {
      id: "thread",
      label: "Session With Details",
      schema: valueSchema(creationMembers),
      /** Create an empty thread (14.2). */
      async create({ http }, { chatbotId }, json, signal) {
        const schema = looseObject({ thread: detailsSchema });
        const call = { method: "POST", path: pathOfAll(chatbotId), json } as const;
        const { thread } = await read(http, schema, call, signal);
        return { id: thread.threadId, title: thread.threadId };
      },
    },
  ],

  /** Update a thread (14.4). */
  async update(context, address, { before, after }, signal) {
    const json = changedMembers(before, after);
    for (const name of ["webhookUrl", "webhookToken"]) hideText(json[name]);
    await context.http.confirm({ method: "PATCH", path: pathOf(address), json }, signal);
    return readValue(context, address, signal);
  },

  actions: [
    {
      id: "escalate",
      label: "Talk to a Human",
      schema: valueSchema({
        escalationPrompt: { type: "string", markdownDescription: "The message of the visitor." },
      }),
      /** Escalate to humans (14.5). */
      async run({ http }, address, { value }, signal) {
        const call = {
          method: "POST",
          path: `${pathOf(address)}/escalate`,
          json: value,
        } as const;
        await http.confirm(call, signal);
        return { kind: "done" };
      },
    },
  ],
});

/** One page of the threads (14.1). */
async function readPage(http: HttpClient, call: HttpCall, signal: AbortSignal) {
  const schema = looseObject({ threads: listOf(detailsSchema) });
  return (await read(http, schema, call, signal)).threads;
}

async function readValue(
  { http }: KindContext,
  { chatbotId, id }: ResourceAddress,
  signal: AbortSignal,
) {
  const call = { method: "GET", path: pathOf({ chatbotId, id }) } as const;
  const { thread } = await read(http, looseObject({ thread: detailsSchema }), call, signal);
  // Only a list has the marks (3.2); a session that is far down in it goes without.
  const query = { page: 1, limit: pageSize };
  const first = await readPage(http, { method: "GET", path: pathOfAll(chatbotId), query }, signal);
  const listed = first.find(({ threadId }) => threadId === id);
  hideText(thread.webhookUrl);
  const chatUser = thread.chatUser && membersOf(thread.chatUser, visitorMembers);
  return membersOf({ ...listed, ...present(thread), chatUser }, shownMembers);
}

function pathOf({ chatbotId, id }: ResourceAddress): string {
  return path`/api/v0/chatbots/${chatbotId}/threads/${id}`;
}

function pathOfAll(chatbotId: string): string {
  return path`/api/v0/chatbots/${chatbotId}/threads`;
}
