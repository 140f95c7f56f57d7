import { expect, test } from "vitest";
import { seededRandom } from "../../helpers/random.ts";
import { shownHtml } from "./commonMarkDom.ts";
import { cut, showPieces, showWhole } from "./showMarkdown.ts";

/** Of GitHub's Markdown: tables, tasks, what is struck out, and addresses without marks. */
const examples: readonly (readonly [string, string])[] = [
  // Tables.
  [
    "| a | b |\n| --- | :-: |\n| 1 | **2** |",
    '<table><thead><tr><th>a</th><th align="center">b</th></tr></thead><tbody><tr><td>1</td><td align="center"><strong>2</strong></td></tr></tbody></table>',
  ],
  ["| a |\n| - |", "<table><thead><tr><th>a</th></tr></thead></table>"],
  [
    "a | b\n- | -\n1\n\nend",
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table><p>end</p>",
  ],
  [
    "| a |\n| - |\n| 1 | 2 | 3 |",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
  ],
  [
    "| a |\n| - |\n| `x \\| y` \\| z |",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>x | y</code> | z</td></tr></tbody></table>",
  ],
  ["| a | b |\n| - |\n| 1 |", "<p>| a | b |\n| - |\n| 1 |</p>"],
  [
    "text\n| a |\n| - |\n| 1 |",
    "<p>text</p><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
  ],
  [
    "| a |\n| - |\n> quote",
    "<table><thead><tr><th>a</th></tr></thead></table><blockquote><p>quote</p></blockquote>",
  ],
  [
    "- | a |\n  | - |\n  | 1 |",
    "<ul><li><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></li></ul>",
  ],
  // Tasks.
  ["- [ ] open\n- [x] done\n- [X] done", "<ul><li>☐ open</li><li>☑ done</li><li>☑ done</li></ul>"],
  ["- [x]done\n- a [x] b", "<ul><li>[x]done</li><li>a [x] b</li></ul>"],
  ["[x] no item", "<p>[x] no item</p>"],
  // What is struck out.
  ["~~a~~ and ~b~", "<p><del>a</del> and <del>b</del></p>"],
  ["~~a~ ~~~b~~~ c ~ d", "<p>~~a~ ~~~b~~~ c ~ d</p>"],
  ["~~a **b** c~~", "<p><del>a <strong>b</strong> c</del></p>"],
  // Addresses.
  [
    "https://a.example/b?c=d.",
    '<p><a href="https://a.example/b?c=d">https://a.example/b?c=d</a>.</p>',
  ],
  [
    "(see www.a.example/x_y_z)",
    '<p>(see <a href="http://www.a.example/x_y_z" title="http://www.a.example/x_y_z">www.a.example/x_y_z</a>)</p>'.replace(
      ' title="http://www.a.example/x_y_z"',
      "",
    ),
  ],
  [
    "https://a.example/(b) and https://a.example/b)",
    '<p><a href="https://a.example/(b)">https://a.example/(b)</a> and <a href="https://a.example/b">https://a.example/b</a>)</p>',
  ],
  [
    "https://a.example/?b=c&amp; x",
    '<p><a href="https://a.example/?b=c">https://a.example/?b=c</a>&amp; x</p>',
  ],
  [
    "**https://a.example**",
    '<p><strong><a href="https://a.example/">https://a.example</a></strong></p>',
  ],
  [
    "[https://a.example](https://b.example)",
    '<p><a href="https://b.example/">https://a.example</a></p>',
  ],
  ["[ https://a.example ]", '<p>[ <a href="https://a.example/">https://a.example</a> ]</p>'],
  [
    "ahttps://a.example `https://a.example`",
    "<p>ahttps://a.example <code>https://a.example</code></p>",
  ],
  [
    "write to a.b+c@d.example.",
    '<p>write to <a href="mailto:a.b+c@d.example">a.b+c@d.example</a>.</p>',
  ],
  ["a@b and a@b_ and @c.d", "<p>a@b and a@b_ and @c.d</p>"],
];

test.each(examples)("%j", (markdown, html) => {
  expect(shownHtml(showWhole(markdown))).toBe(html);
  const whole = showWhole(markdown).innerHTML;
  for (const form of [markdown, markdown.replaceAll("\n", "\r\n")]) {
    expect(showPieces(cut(form, 1, seededRandom(1))).root.innerHTML).toBe(whole);
    expect(showPieces(cut(form, 9, seededRandom(2))).root.innerHTML).toBe(whole);
  }
});
