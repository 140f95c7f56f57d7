import {
  check,
  type InferOutput,
  literal,
  maxLength,
  minLength,
  optional,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
  variant,
} from "valibot";
import { looksSecret } from "../../core/secrets.ts";
import { serviceIdIn } from "../refs/sessionRef.ts";

/** The longest link that is looked at, in UTF-16 units. */
const maxLinkLength = 2000;

// Without control characters and what turns text around: the names are shown before anything is opened.
const name = pipe(string(), minLength(1), maxLength(200), regex(/^[^\p{C}\p{Z}]+$/u));

const linkSchema = variant("path", [
  strictObject({
    path: literal("/session"),
    service: name,
    /** An origin; absent where it is the service's own. */
    address: optional(name),
    chatbot: name,
    session: pipe(
      name,
      check((id) => serviceIdIn(id) !== undefined),
    ),
  }),
  // Without an address: a link must not say where a key is sent.
  strictObject({ path: literal("/add-account"), service: name }),
]);

/** What a link to Parley asks for: to open a session of a service, or to add an account. */
export type ParleyLink = InferOutput<typeof linkSchema>;

/** What a link of someone else asks for, or why it is refused. Nothing of it is in the reason. */
export type ReadLink = ParleyLink | { readonly problem: "unknown" | "holds-key" };

const secretName = /key|token|secret|passw|auth|bearer/i;

/**
 * Reads the path and the query of an address `vscode://parley.parley/…`, which anybody can have written.
 * @param query as VS Code gives it, which has decoded it once
 */
export function readParleyLink(path: string, query: string): ReadLink {
  const parameters = [...new URLSearchParams(query)];
  const isSecret = looksSecret("", [query, ...parameters.flat()].join("\n"));
  if (isSecret || parameters.some(([key]) => secretName.test(key))) return { problem: "holds-key" };
  const values = Object.fromEntries(parameters);
  const isTwice = Object.keys(values).length < parameters.length;
  if (path.length + query.length > maxLinkLength || isTwice) return { problem: "unknown" };
  const result = safeParse(linkSchema, { ...values, path });
  return result.success ? result.output : { problem: "unknown" };
}

/** The path and the query of a link, encoded once more than in other addresses, because VS Code decodes them. */
export function writeParleyLink({ path, ...values }: ParleyLink): string {
  const parameters = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(encodeURIComponent(value))}`],
  );
  return `${path}?${parameters.join("&")}`;
}
