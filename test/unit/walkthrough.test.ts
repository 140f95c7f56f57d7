import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import texts from "../../package.nls.json" with { type: "json" };
import { noticeQuestion } from "../../src/host/walkthrough/noticeQuestion.ts";
import type { SessionRef } from "../../src/host/refs/sessionRef.ts";
import { repositoryFolder } from "../../tools/support/paths.ts";
import { editor, EventEmitter } from "../helpers/editor/vscode.ts";

const { commands, views, walkthroughs } = manifest.contributes;
const [walkthrough] = walkthroughs;
const commandIds = new Set(commands.map(({ command }) => command));
const viewIds = Object.values(views).flatMap((all) => all.map(({ id }) => id));

describe.each(walkthrough?.steps ?? [])("the step $id of the walkthrough", (step) => {
  test("has a picture in the theme's colors and without words", () => {
    const file = join(repositoryFolder, step.media.svg);
    expect(existsSync(file)).toBe(true);
    const colors = [...readFileSync(file, "utf8").matchAll(/(?:fill|stroke)="([^"]*)"/g)];
    expect(colors.length).toBeGreaterThan(10);
    expect(
      colors.map(([, color = ""]) => color).filter((one) => !/^(?:var\(|none$)/.test(one)),
    ).toEqual([]);
    expect(readFileSync(file, "utf8")).not.toMatch(/<text|style=|<script/);
  });

  test("ends with something that there is", () => {
    expect(step.completionEvents.length).toBeGreaterThan(0);
    for (const event of step.completionEvents) {
      const [kind, name = ""] = event.split(":");
      if (kind === "onCommand") expect(commandIds).toContain(name);
      else if (kind === "onView") expect(viewIds).toContain(name);
      else
        expect([kind, name]).toEqual([
          "onContext",
          expect.stringMatching(/^parley\.has\w+(?: && activeEditor == gettingStartedPage)?$/),
        ]);
    }
  });

  test("leads to commands that there are", () => {
    const text = (texts as Readonly<Record<string, string>>)[step.description.slice(1, -1)] ?? "";
    for (const [, command] of text.matchAll(/\(command:(parley\.\w+)\)/g))
      expect(commandIds).toContain(command);
  });
});

test("the welcome view leads to the walkthrough", () => {
  expect(texts.welcome).toContain(
    encodeURIComponent(JSON.stringify(`parley.parley#${walkthrough?.id}`)),
  );
});

test("the first question is noticed once", () => {
  editor.reset();
  const changed = new EventEmitter<SessionRef>();
  let isAnswering = false;
  noticeQuestion({
    chats: { isAnswering: () => isAnswering, onDidChange: changed.event as never },
  });
  const ref = { accountId: "a", chatbotId: "bot", id: "s" };
  changed.fire(ref);
  expect(editor.executed).toEqual([]);
  isAnswering = true;
  changed.fire(ref);
  changed.fire(ref);
  expect(editor.executed).toEqual([["setContext", "parley.hasAsked", true]]);
});
