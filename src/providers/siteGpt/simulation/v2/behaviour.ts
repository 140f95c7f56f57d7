import type { SimulatedRoute } from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import { invalid, page, succeed } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";

/** The calls about how a chatbot behaves (section 9). */
export function behaviourRoutes(
  { uuid }: Store,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  return [
    {
      method: "GET",
      path: `${botPath}/starters`,
      handle: forChatbot(({ lists }) =>
        succeed(
          page("starters", lists.starters, new URLSearchParams({ limit: "100" }), (starter) => ({
            message: starter["description"],
            type: "QUESTION",
            ...starter,
          })),
        ),
      ),
    },
    {
      method: "POST",
      path: `${botPath}/starters`,
      handle: forChatbot(({ lists }, request) => {
        const body = bodyOf(request);
        const { type = "QUESTION" } = body;
        const title = textIn(body, "title");
        if (title === undefined) return invalid("title is required");
        if (type !== "QUESTION" && type !== "LINK") return invalid("type is not known");
        const starter = { ...body, id: uuid(), title, type };
        lists.starters.push(starter);
        return succeed({ starter }, { status: 201 });
      }),
    },
  ];
}
