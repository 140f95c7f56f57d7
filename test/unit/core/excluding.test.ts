import { expect, test } from "vitest";
import { excluding } from "../../../src/core/excluding.ts";

test("all that is left out is one glob without braces in braces", () => {
  expect(excluding()).toBe("{**/node_modules/**,**/.git/**}");
  expect(excluding(["docs/{a,b}/*.{md,txt}", "x"])).toBe(
    "{**/node_modules/**,**/.git/**,docs/a/*.md,docs/a/*.txt,docs/b/*.md,docs/b/*.txt,x}",
  );
});

test("a comma in the name of a folder divides nothing", () => {
  expect(excluding(["Reports, 2024/**", "{x[,]y,z}/a,b", "c[,;]d"])).toBe(
    "{**/node_modules/**,**/.git/**,Reports[,] 2024/**,x[,]y/a[,]b,z/a[,]b,c[,;]d}",
  );
});
