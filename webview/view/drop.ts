/** The most files that one drop attaches, as the host's commands allow it. */
const maxFiles = 20;

/** Calls back with the addresses of files that are dropped onto the panel. */
export function acceptDrops(onDrop: (uris: readonly string[]) => void): void {
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.some((type) => type.endsWith("uri-list"))) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const uris = droppedUris(event.dataTransfer);
    if (uris.length === 0) return;
    event.preventDefault();
    onDrop(uris);
  });
}

/** VS Code's own list before the browser's, which leaves out what is not on this machine. */
function droppedUris(data: DataTransfer | null): readonly string[] {
  const list =
    data?.getData("application/vnd.code.uri-list") || data?.getData("text/uri-list") || "";
  return list
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .slice(0, maxFiles);
}
