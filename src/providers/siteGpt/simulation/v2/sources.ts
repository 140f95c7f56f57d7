import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot } from "../wire.ts";
import { ifConfirmed, invalid, refuse, succeed } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";

interface Source {
  readonly id: string;
  readonly connector: string;
  name: string;
}

const needs: Readonly<Record<string, readonly string[]>> = {
  CONFLUENCE: ["domain"],
  GITHUB: ["owner", "apiKey"],
};
const connectors = new Set([
  "NOTION",
  "GOOGLE_DRIVE",
  "DROPBOX",
  "ONEDRIVE",
  "BOX",
  "SHAREPOINT",
  "CONFLUENCE",
  "GITHUB",
]);

/** The calls about connections to other services (8.8). */
export function sourceRoutes({ uuid }: Store, forChatbot: ForChatbot): readonly SimulatedRoute[] {
  const byChatbot = new Map<StoredChatbot, Source[]>();
  const sourcesOf = (chatbot: StoredChatbot): Source[] => byChatbot.get(chatbot) ?? [];
  const all = `${botPath}/knowledge/sources`;
  const one = `${all}/{connectionId}`;

  const forSource = (
    handle: (
      source: Source,
      request: SimulatedRequest,
      chatbot: StoredChatbot,
    ) => SimulatedResponse,
  ) =>
    forChatbot((chatbot, request) => {
      const id = request.parameter("connectionId");
      const source = sourcesOf(chatbot).find((each) => each.id === id);
      return source ? handle(source, request, chatbot) : refuse(404, "SOURCE_NOT_FOUND");
    });

  return [
    {
      method: "GET",
      path: `${all}/github/files`,
      handle: forChatbot((_chatbot, { query }) => {
        const missing = ["connectionId", "owner", "repo"].filter((name) => !query.get(name));
        return missing.length > 0
          ? invalid(...missing.map((name) => `${name} is required`))
          : succeed({ sources: [{ path: "README.md" }, { path: "docs/returns.md" }] });
      }),
    },
    {
      method: "GET",
      path: all,
      handle: forChatbot((chatbot) => succeed({ sources: sourcesOf(chatbot) })),
    },
    {
      method: "POST",
      path: all,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const connector = textIn(body, "connector") ?? "";
        if (!connectors.has(connector)) return invalid("connector is not known");
        const missing = (needs[connector] ?? []).filter((name) => !textIn(body, name));
        if (missing.length > 0) return invalid(...missing.map((name) => `${name} is required`));
        const source = { id: uuid(), connector, name: textIn(body, "name") ?? connector };
        byChatbot.set(chatbot, [...sourcesOf(chatbot), source]);
        const authorizationUrl = `https://connect.sitegpt.example/${source.id}`;
        return succeed({ source, authorizationUrl }, { status: 201 });
      }),
    },
    { method: "GET", path: one, handle: forSource((source) => succeed({ source })) },
    {
      method: "PATCH",
      path: one,
      handle: forSource((source, request) => {
        const name = textIn(bodyOf(request), "name");
        if (name === undefined) return invalid("name is required");
        source.name = name;
        return succeed({ source });
      }),
    },
    {
      method: "DELETE",
      path: one,
      handle: forSource((source, request, chatbot) =>
        ifConfirmed(request, () => {
          byChatbot.set(
            chatbot,
            sourcesOf(chatbot).filter((each) => each !== source),
          );
          return succeed({});
        }),
      ),
    },
    {
      method: "POST",
      path: `${one}/ingest`,
      handle: forSource(() => succeed({ ingestJobRunIds: [`run_${uuid()}`], documents: [] })),
    },
  ];
}
