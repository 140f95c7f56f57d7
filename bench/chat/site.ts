import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { repositoryFolder } from "../../tools/support/paths.ts";

/** Two pages on 127.0.0.1, `parley.html` and `control.html`; `?messages=n` says how many their chat has. */
export interface Site {
  readonly origin: string;
  readonly close: () => void;
}

const vsCode = `<script>
  const acquireVsCodeApi = () => ({
    postMessage(detail) { window.dispatchEvent(new CustomEvent("to-host", { detail })); },
    getState() {},
    setState() {},
  });
</script>`;
const host = '<script src="/page.js"></script>';
const pages: Readonly<Record<string, string>> = {
  "/control.html": `<!doctype html><body>${vsCode}${host}<script src="/control.js"></script>`,
  "/parley.html": `<!doctype html><link rel="stylesheet" href="/webview/main.css"><body>${vsCode}${host}<main id="panel"></main><script type="module" src="/webview/main.js"></script>`,
};

/** Serves the panel as it was built, and the control. */
export async function startSite(): Promise<Site> {
  const scripts = await bundle();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const send = (type: string, content: string | Buffer): void => {
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(content);
    };
    const page = pages[path];
    const script = scripts.get(path);
    if (page !== undefined) send("text/html", page);
    else if (script !== undefined) send("text/javascript", script);
    else {
      readFile(join(repositoryFolder, "dist", path)).then(
        (content) => send(path.endsWith(".css") ? "text/css" : "text/javascript", content),
        () => response.writeHead(404).end(),
      );
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const folder = join(repositoryFolder, "bench/chat/page");
  const { outputFiles } = await build({
    entryPoints: ["page.ts", "control.ts", "player.ts"].map((name) => join(folder, name)),
    bundle: true,
    format: "iife",
    write: false,
    outdir: "/",
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}
