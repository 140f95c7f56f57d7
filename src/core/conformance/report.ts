import type { ToleranceCounts } from "../http/tolerance.ts";
import type { ContractDifferences } from "./contract.ts";
import type { CheckedSteps } from "./checkService.ts";
import type { CheckedCall, Finding } from "./findings.ts";
import { describeForms } from "./form.ts";

/** What a report is about. */
export interface ReportSubject extends CheckedSteps {
  readonly service: string;
  /** Of Parley. */
  readonly version: string;
  /** ISO 8601. */
  readonly time: string;
  /** True for the service's own address, which may be told. */
  readonly isUsualAddress: boolean;
  readonly calls: readonly CheckedCall[];
  readonly tolerated: ToleranceCounts;
  /** Where the service publishes a contract that could be read. */
  readonly contract?: ContractDifferences;
}

/**
 * The report of a check as Markdown. It is in English whatever the editor's language is, because it is for those who
 * build Parley; and it holds no value that a service has sent, so it can be shown to anyone.
 */
export function writeReport(subject: ReportSubject): string {
  const { service, version, time, isUsualAddress, calls, tolerated, leavesSession } = subject;
  const count = calls.reduce((sum, { findings }) => sum + findings.length, 0);
  const unknownCalls = calls.filter(({ documented }) => !documented).length;
  return [
    `# ${service}: compared with the documentation`,
    `Parley ${version}, ${time}, at ${isUsualAddress ? "the service's usual address" : "another address"}. Calls: ${calls.length}. Differences: ${count}. Calls that are not documented: ${unknownCalls}.`,
    "No text, number or id that the service has sent is in this report, only how it looks. Property names are the service's.",
    table(
      ["section", "call", "answers", "status", "media type", "body", "differences"],
      calls.map((call) => [
        call.documented?.section ?? "–",
        `\`${call.call}\``,
        String(call.answers),
        call.statuses.join(", "),
        call.mediaTypes.join(", "),
        call.formats.join(", "),
        call.documented ? String(call.findings.length) : "not documented",
      ]),
    ),
    ...calls.filter(({ findings }) => findings.length > 0).map(writeCall),
    ...(subject.contract ? writeContract(subject.contract) : []),
    "## What Parley made of the answers",
    table(
      ["step", "outcome"],
      subject.steps.map(({ name, outcomes }) => [`\`${name}\``, outcomes.join(", ")]),
    ),
    `Items that could not be read: ${tolerated.leftOut}. Answers in another format: ${tolerated.reframed}.`,
    ...(leavesSession ? ["A session was made for the question and is not deleted."] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function writeCall({ documented, call, findings }: CheckedCall): string {
  const heading = `## ${documented?.section ?? ""} \`${call}\``;
  return `${heading}\n\n${findings.map((finding) => `- ${writeFinding(finding)}`).join("\n")}`;
}

function writeFinding({ path, kind, expected, found, times: count, assumption }: Finding): string {
  const place = path === "" ? "the answer" : `\`${path}\``;
  const words = found.filter((one) => typeof one === "string");
  const forms = found.filter((one) => typeof one !== "string");
  const came = [...new Set(words), ...(forms.length > 0 ? [describeForms(forms)] : [])].join(", ");
  const times = count > 1 ? ` (${count} times)` : "";
  const about = assumption
    ? ` Assumption **${assumption.name}** (${assumption.section}): ${assumption.text}`
    : "";
  return `${place}: ${describeKind(kind, expected, came)}${times}.${about}`;
}

function describeKind(kind: Finding["kind"], expected: string, came: string): string {
  switch (kind) {
    case "unknown":
      return `unknown property, ${came}`;
    case "missing":
      return "missing";
    case "type":
      return `of another type: ${came} instead of ${expected}`;
    case "format":
      return `in another format: ${came} instead of ${expected}`;
    case "value":
      return `another value than ${expected}: ${came}`;
    case "order":
      return `not ${expected}`;
    case "content":
      return `not ${expected}: ${came}`;
    case "status":
    case "media type":
    case "body":
      return `another ${kind}: ${came} instead of ${expected}`;
  }
}

function writeContract(contract: ContractDifferences): readonly string[] {
  const { unknownCalls, missingCalls, properties } = contract;
  const lines = [
    ...unknownCalls.map((call) => `\`${call}\`: Parley does not know this operation.`),
    ...missingCalls.map(
      (call) => `\`${call}\`: Parley calls this, and the contract does not have it.`,
    ),
    ...properties.map(({ call, path, isUnknown }) =>
      isUnknown
        ? `\`${call}\`: Parley does not know the property \`${path}\`.`
        : `\`${call}\`: Parley expects the property \`${path}\`, and the contract does not have it.`,
    ),
  ];
  const list = lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "No difference.";
  return ["## The published contract", list];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
