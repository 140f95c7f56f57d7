import { expect, onTestFinished, test } from "vitest";
import { describeLimits } from "../../../src/host/knowledge/describeLimits.ts";
import { env } from "../../helpers/editor/vscode.ts";

test.each([
  [{ maxBytes: 20_000_000 }, "Files up to 20 MB"],
  [{ extensions: ["txt", "md"], maxBytes: 900_000 }, "txt, md, up to 900 kB"],
  [
    { extensions: ["pdf"], textExtension: "txt", maxBytes: 50_000_000 },
    "pdf and other text, up to 50 MB",
  ],
  [
    { extensions: ["txt"], maxBytes: 40_000, maxCharacters: 10_000 },
    "txt, up to 10,000 characters",
  ],
])("the limits %o are said as %s", (limits, text) => {
  expect(describeLimits(limits)).toBe(text);
});

test("numbers are written as in the language of VS Code, whatever the computer's is", () => {
  env.language = "de";
  onTestFinished(() => void (env.language = "en"));
  const limits = { extensions: ["txt"], maxBytes: 40_000, maxCharacters: 10_000 };
  expect(describeLimits(limits)).toBe("txt, up to 10.000 characters");
});
