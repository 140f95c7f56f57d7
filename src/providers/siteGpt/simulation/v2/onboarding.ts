import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import { invalid, refuse, succeed } from "./answers.ts";
import type { Workspace, Workspaces } from "./workspaces.ts";

const at = "/api/v2/onboarding/workspaces/{workspaceId}";
const site = "https://sitegpt.ai";

function workspaceJson({ id, chatbot, sourceUrl, expiresAt }: Workspace) {
  const status = `${site}/api/v2/onboarding/workspaces/${id}`;
  return {
    workspace: {
      id,
      chatbotId: chatbot.id,
      sourceUrl,
      normalizedDomain: new URL(sourceUrl).hostname,
      status: "CREATED",
      expiresAt: new Date(expiresAt).toISOString(),
    },
    onboardingUrl: `${site}/onboarding/preview/${id}`,
    statusUrl: status,
    claimUrl: `${status}/claim`,
  };
}

/** The calls about temporary workspaces, the first of which is public (section 14). */
export function onboardingRoutes(workspaces: Workspaces): readonly SimulatedRoute[] {
  const forWorkspace =
    (handle: (workspace: Workspace) => SimulatedResponse) => (request: SimulatedRequest) => {
      const workspace = workspaces.find(request.parameter("workspaceId"));
      if (!workspace) return refuse(404, "WORKSPACE_NOT_FOUND");
      return workspaces.isForeign(workspace, request) ? refuse(403) : handle(workspace);
    };

  return [
    {
      method: "POST",
      path: "/api/v2/onboarding/agent/start",
      isPublic: true,
      handle: (request) => {
        const url = textIn(bodyOf(request), "websiteUrl") ?? "";
        if (!URL.canParse(url)) return invalid("websiteUrl must be a URI");
        const workspace = workspaces.create(new URL(url));
        const json = workspaceJson(workspace);
        const { expiresAt } = json.workspace;
        const { token: apiToken } = workspace;
        const more = { apiToken, apiBase: site, mcpUrl: `${site}/mcp`, expiresAt };
        return succeed({ ...json, ...more }, { status: 201 });
      },
    },
    {
      method: "GET",
      path: at,
      handle: forWorkspace((workspace) => {
        const json = workspaceJson(workspace);
        const claim = { status: "NOT_STARTED", email: null, plan: null, checkoutUrl: null };
        const setupChecklist = [{ key: "test", label: "Ask it", state: "PENDING", detail: null }];
        return succeed({ ...json, workspace: { ...json.workspace, claim }, setupChecklist });
      }),
    },
    {
      method: "DELETE",
      path: at,
      handle: forWorkspace((workspace) => {
        workspaces.remove(workspace);
        return succeed({});
      }),
    },
  ];
}
