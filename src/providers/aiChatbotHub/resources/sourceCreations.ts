import { ChatError } from "../../../core/errors.ts";
import type { HttpCall } from "../../../core/http/client.ts";
import { type FormPart, multipart } from "../../../core/http/multipart.ts";
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

/** The service names no limits (4.18); these extensions are known to be taken. */
export const fileLimits = {
  extensions: ["txt", "pdf", "doc", "docx"],
  maxBytes: 50_000_000,
} as const;

/** Upload a file (4.18): 409 comes with the data source that the chatbot has already (trap 15). */
export function uploadCall(
  chatbotId: string,
  parts: readonly FormPart[],
  onProgress?: (bytes: number) => void,
): HttpCall {
  return {
    method: "POST",
    path: path`/api/v1/chatbot/${chatbotId}/data-source/upload`,
    body: multipart(parts, onProgress),
    accepts: [409],
  };
}

/** A file whose citations link to an address of its own (4.18). */
export function fileCreation(toResource: ToResource): Creation {
  return {
    id: "upload",
    label: "File With a Link",
    file: fileLimits,
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["reference_source_link"],
      properties: {
        reference_source_link: {
          ...reference_source_link,
          markdownDescription: "The address that citations link to.",
        },
      },
    },
    async create({ http }, { chatbotId }, { reference_source_link: link }, signal, file) {
      if (!file) throw new ChatError("bug", "there is no file to upload");
      const parts = [
        { name: "file", value: file },
        { name: "reference_source_link", value: String(link) },
      ];
      return toResource(await http.json(sourceSchema, uploadCall(chatbotId, parts), signal));
    },
  };
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
