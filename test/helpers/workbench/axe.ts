import axe from "axe-core";
import type { FrameLocator } from "playwright-core";

/** What axe-core finds wrong in a chat panel, one line for each element. */
export async function violations(panel: FrameLocator): Promise<readonly string[]> {
  const element = await panel.owner().elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("The chat panel has no document.");
  // As an expression for the browser's debugger: the page's own policy lets no other script in.
  await frame.evaluate(axe.source);
  return await frame.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations: found } = await checker.run(document);
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}
