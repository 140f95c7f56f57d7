import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../src/core/conformance/exchange.ts";
import { checkExchanges } from "../../../src/core/conformance/findings.ts";
import { redactAnswers, type RecordedAnswer } from "../../../src/core/conformance/redactAnswers.ts";
import { services } from "../../helpers/services.ts";
import { planted } from "./deviating.ts";
import { byId, check } from "./openCheck.ts";

/** Redacted answers as if they had been received. */
const received = (answers: readonly RecordedAnswer[]): readonly Exchange[] =>
  answers.map(({ call, status, contentType, text }) => {
    const [method = "", path = ""] = call.split(" ");
    return {
      method,
      path,
      status,
      contentType,
      body: new TextEncoder().encode(text),
      isWhole: true,
    };
  });

describe.each(services)("redacted answers of $name", (descriptor) => {
  test("are built as the reference says, in its order of times", async () => {
    const { exchanges, documentedCalls, subject } = await check(descriptor);
    const answers = redactAnswers(documentedCalls, exchanges);
    expect(answers).toHaveLength(subject.calls.length);
    const checked = checkExchanges(documentedCalls, received(answers));
    expect(checked.flatMap(({ findings }) => findings)).toEqual([]);
    expect(checked.map(({ formats }) => formats)).toEqual(
      checked.map(({ documented }) => [documented?.format]),
    );
  });

  test("hold nothing of a text that the service has sent", async () => {
    const canary = "QkanaryQ";
    const { exchanges, documentedCalls } = await check(descriptor, { deviation: planted(canary) });
    const texts = redactAnswers(documentedCalls, exchanges)
      .map(({ text }) => text)
      .join("\n");
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.toLowerCase()).not.toContain(canary.toLowerCase());
  });
});

test("the same id is the same one in all redacted answers, and another one another", async () => {
  const { exchanges, documentedCalls } = await check(byId("ai-chatbot-hub"), { asks: false });
  const answers = redactAnswers(documentedCalls, exchanges);
  const idsOf = (call: string): readonly string[] => {
    const text = answers.find((answer) => answer.call === call)?.text ?? "[]";
    return [JSON.parse(text) as { readonly uuid: string } | readonly { readonly uuid: string }[]]
      .flat()
      .map(({ uuid }) => uuid);
  };
  const chatbots = idsOf("GET /api/v1/chatbots");
  expect(new Set(chatbots).size).toBe(chatbots.length);
  expect(chatbots.length).toBeGreaterThan(1);
  expect(chatbots).toContain(idsOf("GET /api/v1/chatbot/{uuid}")[0]);
  const real = JSON.parse(new TextDecoder().decode(exchanges[0]?.body)) as readonly {
    readonly uuid: string;
  }[];
  expect(chatbots.filter((id) => real.some(({ uuid }) => uuid === id))).toEqual([]);
});
