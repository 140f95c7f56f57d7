import { render } from "lit";
import { expect, test, vi } from "vitest";
import type { Continuation } from "../../../src/core/model.ts";
import "../../helpers/panelPage.ts";
import { showWhole } from "./showMarkdown.ts";

await import("../../../webview/markdown/markdownElement.ts");
const { continuationView } = await import("../../../webview/view/continuation.ts");

test("what a model says stays in the page while more of it arrives, however long it is", async () => {
  const root = document.createElement("div");
  document.body.append(root);
  const said = "A **line** of what it says.\n\n".repeat(1500);
  const show = (text: string, state: Continuation["state"]): void => {
    const continuation = { model: "Model", text, state };
    render(continuationView({ key: "a", role: "assistant", text: "", continuation }), root);
  };
  const isShown = async (text: string): Promise<void> => {
    const wanted = showWhole(text).textContent;
    await vi.waitFor(() => expect(shown() === wanted).toBe(true), { timeout: 20_000 });
  };
  const shown = (): string => root.querySelector("parley-markdown")?.textContent ?? "";
  show(said, "arriving");
  await isShown(said);
  const first = root.querySelector("p");
  const whole = `${said}The end.`;
  show(whole, "arriving");
  expect(root.querySelector("p")).toBe(first);
  await isShown(whole);
  show(whole, "complete");
  expect(root.querySelector("p")).toBe(first);
  await isShown(whole);
  show("Something else.", "arriving");
  await isShown("Something else.");
  root.remove();
});
