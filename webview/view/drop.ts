import { maxDroppedFiles, maxLinkLength } from "../../src/protocol/limits.ts";

/** Files that are dropped at once. */
export interface Drop {
  /** The addresses of those that the host takes. */
  readonly uris: string[];
  /** How many more there are. */
  readonly leftOut: number;
}

/** Calls back with the files that are dropped onto the panel. */
export function acceptDrops(onDrop: (drop: Drop) => void): void {
  document.addEventListener("dragover", (event) => {
    const types = event.dataTransfer?.types ?? [];
    if (!types.some((type) => type.endsWith("uri-list")) || isLinkOverField(event, types)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const dropped = droppedUris(event.dataTransfer);
    if (dropped.length === 0 || isLinkOverField(event, event.dataTransfer?.types ?? [])) return;
    event.preventDefault();
    const files = dropped.filter((uri) => !/^(?:https?|mailto):/i.test(uri));
    if (files.length === 0) return;
    const uris = files.filter(({ length }) => length <= maxLinkLength).slice(0, maxDroppedFiles);
    onDrop({ uris, leftOut: files.length - uris.length });
  });
}

const editorsList = "application/vnd.code.uri-list";

/** A link of a page comes with its HTML, and the browser puts its address into a field; files are no text. */
function isLinkOverField({ target }: DragEvent, types: readonly string[]): boolean {
  const isLink = types.includes("text/html") && !types.includes(editorsList);
  return isLink && target instanceof HTMLTextAreaElement;
}

/** VS Code's own list before the browser's, which leaves out what is not on this machine. */
function droppedUris(data: DataTransfer | null): readonly string[] {
  const list = data?.getData(editorsList) || data?.getData("text/uri-list") || "";
  return list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
}
