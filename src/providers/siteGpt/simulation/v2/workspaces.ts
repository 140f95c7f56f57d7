import type { SimulatedRequest, SimulationContext } from "../../../../core/simulation.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot } from "../wire.ts";

/** A temporary workspace with its one chatbot (section 14). */
export interface Workspace {
  readonly id: string;
  readonly token: string;
  readonly chatbot: StoredChatbot;
  readonly sourceUrl: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

/** The workspaces of people without an account. */
export interface Workspaces {
  create(sourceUrl: URL): Workspace;
  find(id: string): Workspace | undefined;
  /** Drops a workspace, its chatbot and its token. */
  remove(workspace: Workspace): void;
  /** True when a request may know of a chatbot: a workspace's token sees its own, every other key those of none. */
  isShown(chatbot: StoredChatbot, request: SimulatedRequest): boolean;
  /** True when a request brings the token of another workspace. */
  isForeign(workspace: Workspace, request: SimulatedRequest): boolean;
}

const lifetime = 7 * 24 * 60 * 60 * 1000;

/** No workspace is there at first. */
export function createWorkspaces(context: SimulationContext, store: Store): Workspaces {
  const all: Workspace[] = [];
  const ownerOf = ({ headers }: SimulatedRequest): Workspace | undefined =>
    all.find(({ token }) => headers["authorization"] === `Bearer ${token}`);

  return {
    create(sourceUrl) {
      const chatbot = store.createChatbot(sourceUrl.hostname);
      const text = `This chatbot was made from ${sourceUrl.href}.`;
      chatbot.bot.learn({
        title: sourceUrl.hostname,
        fileName: "website",
        url: sourceUrl.href,
        text,
      });
      const workspace = {
        id: `ws_${store.uuid()}`,
        token: context.issueKey(),
        chatbot,
        sourceUrl: sourceUrl.href,
        expiresAt: context.now() + lifetime,
      };
      all.push(workspace);
      return workspace;
    },
    find: (id) => all.find((one) => one.id === id),
    remove(workspace) {
      all.splice(all.indexOf(workspace), 1);
      store.chatbots.splice(store.chatbots.indexOf(workspace.chatbot), 1);
      context.revokeKey(workspace.token);
    },
    isShown: (chatbot, request) => all.find((one) => one.chatbot === chatbot) === ownerOf(request),
    isForeign(workspace, request) {
      const owner = ownerOf(request);
      return owner !== undefined && owner !== workspace;
    },
  };
}
