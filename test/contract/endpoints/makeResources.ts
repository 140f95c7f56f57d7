import {
  type MemberSchema,
  type Resource,
  type ResourceKind,
  type ResourceKindInfo,
  type ResourceScope,
  type ResourceValue,
  type UploadFile,
  type UploadLimits,
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

/** Makes one in each way there is; of what there is one only, gives that. */
export async function makeEach(
  open: OpenProvider,
  kind: ResourceKind,
  info: ResourceKindInfo,
): Promise<readonly Resource[]> {
  const scope = await scopeFor(open, info);
  if (info.isSingle) return kind.list(scope, noSignal);
  const made: Resource[] = [];
  for (const make of waysOf(kind)) made.push(await make(scope));
  return made;
}

/** Makes one, or gives one that is there. */
export async function makeOne(
  open: OpenProvider,
  kind: ResourceKind,
  info: ResourceKindInfo,
): Promise<Resource> {
  const scope = await scopeFor(open, info);
  if (info.isSingle) return { id: scope.chatbotId, title: "" };
  const [make] = waysOf(kind);
  const one = make ? await make(scope) : (await kind.list(scope, noSignal))[0];
  if (!one) throw new Error(`there is no ${info.id}`);
  return one;
}

/** How one of a kind can be made: its creations, or else teaching. */
function waysOf(kind: ResourceKind): readonly ((scope: ResourceScope) => Promise<Resource>)[] {
  if (kind.creations)
    return kind.creations.map(
      (way) => async (scope) =>
        way.create(scope, sampleValue(way.schema), noSignal, way.file && sampleFile(way.file)),
    );
  const correction = { question: "Who made this?", answer: "A test." };
  const teach = kind.teach?.bind(kind);
  return teach ? [async (scope) => teach(scope, correction, noSignal)] : [];
}

function sampleFile({ extensions: [extension = "txt"] = [] }: UploadLimits): UploadFile {
  const content = new TextEncoder().encode("Made by a test.");
  return { name: `made.${extension}`, type: "text/plain", content };
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
