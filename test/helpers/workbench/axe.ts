import axe from "axe-core";
import type { Frame, FrameLocator, Page } from "playwright-core";

/** What axe-core finds wrong in a chat panel, one line for each element. */
export async function violations(panel: FrameLocator): Promise<readonly string[]> {
  const element = await panel.owner().elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("The chat panel has no document.");
  return await check(frame, "html");
}

/** The same for a part of the editor's own page. @param selector the part, in CSS */
export async function violationsIn(page: Page, selector: string): Promise<readonly string[]> {
  return await check(page.mainFrame(), selector);
}

async function check(frame: Frame, selector: string): Promise<readonly string[]> {
  // As an expression for the browser's debugger: the page's own policy lets no other script in.
  await frame.evaluate(axe.source);
  return await frame.evaluate(async (part) => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations: found } = await checker.run(part);
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, selector);
}
