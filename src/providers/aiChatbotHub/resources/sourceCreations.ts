import type { CreationDeclaration } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { MemberSchema, Resource } from "../../../core/resources.ts";
import type { KindContext } from "./context.ts";
import { sourceSchema, type WireSource } from "./sourceWire.ts";

const reference_source_link: MemberSchema = {
  type: "string",
  pattern: "^https?://\\S+$",
  markdownDescription: "The address that citations link to, if different.",
};

type Creation = CreationDeclaration<KindContext>;
type ToResource = (source: WireSource) => Resource;

/** Create QA source (4.19). */
export function answerCreation(toResource: ToResource): Creation {
  return creation(toResource, {
    id: "qa",
    label: "Question and Answer",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["question", "answer"],
      properties: {
        question: {
          type: "string",
          minLength: 1,
          markdownDescription: "The question that visitors may ask.",
        },
        answer: {
          type: "string",
          minLength: 1,
          contentMediaType: "text/markdown",
          markdownDescription: "The answer of the chatbot.",
        },
        reference_source_link,
      },
    },
  });
}

/** Create URL source (4.20): one page. */
export function urlCreation(toResource: ToResource): Creation {
  return creation(toResource, {
    id: "url",
    label: "Web Page",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["url"],
      properties: {
        url: {
          type: "string",
          pattern: "^https?://\\S+$",
          markdownDescription: "The address of the page, starting with `https://`.",
        },
        reference_source_link,
      },
    },
  });
}

/** The end of the path is the id of the way. */
function creation(toResource: ToResource, way: Omit<Creation, "create">): Creation {
  return {
    ...way,
    async create({ http }, { chatbotId }, value, signal) {
      const call = {
        method: "POST",
        path: path`/api/v1/chatbot/${chatbotId}/data-source/${way.id}`,
        json: value,
      } as const;
      return toResource(await http.json(sourceSchema, call, signal));
    },
  };
}
