import type { FrameLocator, Locator, Page } from "playwright-core";

const patience = 30_000;

/** Opens a view container by its name in the activity bar, also when it is added a little later. */
export async function openView(page: Page, title: string): Promise<void> {
  const item = page.locator(".activitybar .action-item").filter({
    has: page.locator(`a.action-label[aria-label="${title}"]`),
  });
  await item.waitFor();
  // A click on the open one would close the side bar.
  const classes = (await item.getAttribute("class")) ?? "";
  if (!/\bchecked\b/.test(classes)) await item.locator("a.action-label").click();
}

/** A row of a tree in the side bar. */
export function treeRow(page: Page, text: string | RegExp): Locator {
  return page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
}

/** The row of a chatbot in the tree. @param nth of several with that name */
export function chatbotRow(page: Page, name: string, nth = 0): Locator {
  return page.locator(".sidebar .monaco-list-row[aria-level='2']", { hasText: name }).nth(nth);
}

/** Clicks a button of a row in the side bar, which has it while the pointer is there; looks for the row if need be. */
export async function clickInRow(page: Page, row: Locator, name: string): Promise<void> {
  let scroll = -10_000;
  for (const end = Date.now() + patience; ;) {
    try {
      // Only rows in sight are in the page, and what is being loaded moves them away from under the pointer.
      await row.hover({ timeout: 1500 });
      await row.getByRole("button", { name }).click({ timeout: 1500 });
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await page.locator(".sidebar .monaco-list").first().hover();
      await page.mouse.wheel(0, scroll);
      scroll = 200;
    }
  }
}

/** Opens a row of a tree so that its children show. A tree that is drawn anew in that moment misses the click. */
export async function expandRow(page: Page, text: string | RegExp): Promise<void> {
  const row = treeRow(page, text);
  await row.waitFor();
  // What is still loading would push the row away from under the pointer, which then closes another one.
  await treeRow(page, "Loading…").waitFor({ state: "detached" });
  const opened = page
    .locator(".sidebar .monaco-list-row[aria-expanded='true']", { hasText: text })
    .first();
  for (let attempt = 1; (await row.getAttribute("aria-expanded")) !== "true"; attempt += 1) {
    await row.locator(".monaco-tl-twistie").click();
    try {
      await opened.waitFor({ timeout: 2000 });
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Among the editors a chat has no purpose; in a side bar it is a view. */
const chatFrames = [':not([src*="purpose="])', '[src*="purpose=webviewView"]']
  .map((kind) => `iframe.webview.ready${kind}`)
  .join(", ");

/** The document inside a chat panel; with several side by side, counted in the order in which they were shown. */
export function chatPanel(page: Page, nth = 0): FrameLocator {
  // The extension's own document is a frame within the frame that VS Code makes for a webview. After a reload that
  // frame does not name its extension any more.
  return page
    .locator(chatFrames)
    .filter({ visible: true })
    .nth(nth)
    .contentFrame()
    .locator("iframe#active-frame")
    .contentFrame();
}

/** The passage of a source that stands rendered beside the chat. */
export function shownSource(page: Page, text: string): Locator {
  return chatPanel(page, 1).locator("blockquote", { hasText: text });
}

/** Closes all editors, chats among them; when one is not saved, a question stands there and nothing is closed. */
export async function closeEditors(page: Page): Promise<void> {
  const done = page
    .locator(".monaco-workbench:not(:has(.tab))")
    .or(page.locator(".monaco-dialog-box"))
    .first();
  for (const end = Date.now() + patience; ;) {
    await page.keyboard.press("ControlOrMeta+K");
    await page.keyboard.press("ControlOrMeta+W");
    try {
      await done.waitFor({ timeout: 1500 });
      return;
    } catch (error) {
      // A key press is lost while a webview that is loading has the focus.
      if (Date.now() > end) throw error;
    }
  }
}

/** Opens a file of the workspace in an editor by its name, ready for typing. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+P");
  const input = page.locator(".quick-input-widget:visible input.input");
  await input.fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
  await page.locator(".tab.active", { hasText: name }).waitFor();
  // The tab is there before the editor has the keyboard.
  await page.locator(".editor-instance .monaco-editor.focused .view-line").first().waitFor();
}
