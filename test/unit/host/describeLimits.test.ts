import { expect, test } from "vitest";
import { describeLimits } from "../../../src/host/knowledge/describeLimits.ts";

test.each([
  [{ maxBytes: 20_000_000 }, "Files up to 20 MB"],
  [{ extensions: ["txt", "md"], maxBytes: 900_000 }, "txt, md, up to 900 kB"],
  [
    { extensions: ["pdf"], textExtension: "txt", maxBytes: 50_000_000 },
    "pdf and other text, up to 50 MB",
  ],
  [
    { extensions: ["txt"], maxBytes: 40_000, maxCharacters: 10_000 },
    `txt, up to ${(10_000).toLocaleString()} characters`,
  ],
])("the limits %o are said as %s", (limits, text) => {
  expect(describeLimits(limits)).toBe(text);
});
