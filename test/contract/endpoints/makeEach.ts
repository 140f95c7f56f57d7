import {
  type MemberSchema,
  type ResourceKind,
  type ResourceKindInfo,
  type ResourceScope,
  type ResourceValue,
  type ValueSchema,
  wholeAccount,
} from "../../../src/core/resources.ts";
import { noSignal, type OpenProvider } from "../openProvider.ts";

/** The account, or the bot of the test, or where it has no such kind one that has. */
export async function scopeFor(
  { provider, bot }: OpenProvider,
  { place, isFor = () => true }: ResourceKindInfo,
): Promise<ResourceScope> {
  if (place === "account") return { chatbotId: wholeAccount };
  if (isFor(bot.id)) return { chatbotId: bot.id };
  const found = (await provider.listChatbots(noSignal)).find(({ id }) => isFor(id));
  if (!found) throw new Error("no chatbot has this kind");
  return { chatbotId: found.id };
}

/** Makes one in each way there is, or by teaching, or gives the one that is there. @returns their ids */
export async function makeEach(
  open: OpenProvider,
  kind: ResourceKind,
  info: ResourceKindInfo,
): Promise<readonly string[]> {
  const scope = await scopeFor(open, info);
  if (info.isSingle) return [open.bot.id];
  const ids: string[] = [];
  for (const way of kind.creations ?? [])
    ids.push((await way.create(scope, sampleValue(way.schema), noSignal)).id);
  if (!kind.creations && kind.teach) {
    const lesson = { question: "Who made this?", answer: "A test." };
    ids.push((await kind.teach(scope, lesson, noSignal)).id);
  }
  return ids;
}

const texts = ["Made by a test", "https://harbor.example/page", "#088F8F"];

/** A value with what a schema requires, and nothing else. */
function sampleValue({ properties, required = [] }: ValueSchema): ResourceValue {
  return Object.fromEntries(
    required.map((name) => {
      const member = properties[name];
      if (!member) throw new Error(`${name} is required and not described`);
      return [name, sampleOf(name, member)];
    }),
  );
}

function sampleOf(name: string, member: MemberSchema): unknown {
  switch ([member.type].flat()[0]) {
    case "string": {
      const pattern = new RegExp(member.pattern ?? "");
      const found = (member.enum ?? texts).find((text) => pattern.test(text));
      if (found === undefined) throw new Error(`no sample fits the pattern of ${name}`);
      return found;
    }
    case "number":
    case "integer":
      return member.minimum ?? 1;
    case "boolean":
      return true;
    case "array":
      return [];
    default:
      return {};
  }
}
