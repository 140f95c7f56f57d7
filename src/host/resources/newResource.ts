import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { MemberSchema, ResourceCreation, ResourceKindInfo } from "../../core/resources.ts";
import { tellError } from "../text/tellError.ts";
import { translated } from "../text/translated.ts";
import {
  accountOf,
  isTreeNode,
  type ResourceGroupNode,
  type ResourceKindNode,
} from "../tree/nodes.ts";
import { findKind } from "./findKind.ts";
import { showResource } from "./resourceCommands.ts";

/** Asks for what a new resource must have, makes it, and opens its document for the rest. */
export async function newResource(container: Container, argument: unknown): Promise<void> {
  if (!isTreeNode(argument)) return;
  if (argument.kind !== "resource-group" && argument.kind !== "resource-kind") return;
  const account = accountOf(argument);
  const chatbotId = chatbotOf(argument).chatbot.id;
  const subject = { service: account.provider.name, account: account.label };
  try {
    const chosen = await chooseCreation(container, argument, account.id);
    const value = chosen && (await askMembers(chosen.creation));
    if (!value) return;
    const { creation, info } = chosen;
    const { signal } = new AbortController();
    const { id, title } = await creation.create({ chatbotId }, value, signal);
    const place = { accountId: account.id, chatbotId, kindId: info.id };
    container.resources.refresh(place);
    await showResource({ ...place, id }, title);
  } catch (thrown) {
    tellError(thrown, "new resource", subject, container.log);
  }
}

interface Choice {
  readonly info: ResourceKindInfo;
  readonly creation: ResourceCreation;
}

async function chooseCreation(
  container: Container,
  node: ResourceGroupNode | ResourceKindNode,
  accountId: string,
): Promise<Choice | undefined> {
  const infos = node.kind === "resource-kind" ? [node.info] : node.kinds;
  const choices: (vscode.QuickPickItem & Choice)[] = [];
  for (const info of infos.filter(({ can }) => can.create)) {
    const { kind } = await findKind(container, { accountId, kindId: info.id });
    for (const creation of kind.creations ?? []) {
      choices.push({
        label: translated(creation.label),
        description: translated(info.title),
        info,
        creation,
      });
    }
  }
  const [only] = choices;
  if (choices.length === 1) return only;
  return await vscode.window.showQuickPick(choices, { title: vscode.l10n.t("New…") });
}

async function askMembers({
  label,
  schema,
}: ResourceCreation): Promise<Readonly<Record<string, string>> | undefined> {
  const value: Record<string, string> = {};
  for (const name of schema.required ?? []) {
    const member = schema.properties[name];
    const text = await vscode.window.showInputBox({
      title: translated(label),
      prompt: `${name}: ${translated(member?.markdownDescription ?? "")}`,
      ignoreFocusOut: true,
      validateInput: (typed) =>
        fits(typed, member) ? undefined : vscode.l10n.t("This does not fit."),
    });
    if (text === undefined) return undefined;
    value[name] = text;
  }
  return value;
}

function fits(text: string, { minLength = 0, pattern = "" }: Partial<MemberSchema> = {}): boolean {
  return text.trim().length >= minLength && new RegExp(pattern, "u").test(text);
}

function chatbotOf(node: ResourceGroupNode | ResourceKindNode) {
  return node.kind === "resource-group" ? node.parent : node.parent.parent;
}
