const maxLength = 260;

/** A file that an answer names, and the code that is meant for it. */
export interface NamedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly code: string;
}

/**
 * The file that a code block says it belongs to: behind the language of its fence (`ts src/a.ts`,
 * `ts title="src/a.ts"`, `ts:src/a.ts`), or alone in a comment in its first line. Undefined when none is named, or one
 * that leads out of the workspace: an answer is the text of a third party.
 * @param info what stands behind the fence
 */
export function namedFile(info: string, code: string): NamedFile | undefined {
  const inFence = inInfo(info);
  const path = inFence ?? inComment(code);
  if (path === undefined || path.length > maxLength || /[\p{C}\\]/u.test(path)) return undefined;
  const parts = path.replace(/^\.\//, "").split("/");
  const leadsOut = parts.some((part) => part === "" || part === "." || part === "..");
  if (leadsOut || /^[a-z]:/i.test(path)) return undefined;
  // The comment is there for whoever reads the answer.
  const rest = inFence === undefined ? code.slice(code.indexOf("\n") + 1) : code;
  return { path: parts.join("/"), code: rest };
}

function inInfo(info: string): string | undefined {
  const named = /(?:title|file|filename|path)=(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(info);
  const path = named?.[1] ?? named?.[2] ?? named?.[3];
  if (path !== undefined) return path;
  const [, behind] = /^[\w+#-]*[:\s]\s*(\S+)$/.exec(info.trim()) ?? [];
  return behind !== undefined && isFileName(behind) ? behind : undefined;
}

function inComment(code: string): string | undefined {
  const [line = ""] = code.split("\n", 1);
  const [, path = ""] =
    /^\s*(?:\/\/|#|--|;|\/\*|<!--)\s*(?:file(?:name)?:\s*)?(\S+)\s*(?:\*\/|-->)?\s*$/i.exec(line) ??
    [];
  return isFileName(path) ? path : undefined;
}

/** A name with an ending; without a folder, a sentence of one word would be one. */
function isFileName(text: string): boolean {
  return /^[^\s:*?"<>|]*[^\s:*?"<>|/.][^\s:*?"<>|/]*\.\w{1,10}$/.test(text);
}
