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
    if (!event.dataTransfer?.types.some((type) => type.endsWith("uri-list"))) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const dropped = droppedUris(event.dataTransfer);
    if (dropped.length === 0) return;
    event.preventDefault();
    const uris = dropped.filter(({ length }) => length <= maxLinkLength).slice(0, maxDroppedFiles);
    onDrop({ uris, leftOut: dropped.length - uris.length });
  });
}

/** VS Code's own list before the browser's, which leaves out what is not on this machine. */
function droppedUris(data: DataTransfer | null): readonly string[] {
  const list =
    data?.getData("application/vnd.code.uri-list") || data?.getData("text/uri-list") || "";
  return list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
}
