/** What a service manages besides chats (agents, sources, settings…), in one form that the editor can show. */

/** A resource as a person edits it: a JSON object that fits the kind's schema. */
export type ResourceValue = Readonly<Record<string, unknown>>;

/** Under which heading below a chatbot a kind stands. */
export type ResourceGroup = "knowledge" | "behaviour" | "settings";

/** What the tree knows of a kind before the service's client is loaded. */
export interface ResourceKindInfo {
  /** Part of documents' addresses, and of the schema's in `package.json`; unique among all services. */
  readonly id: string;
  /** In English; the host translates it. */
  readonly title: string;
  readonly group: ResourceGroup;
  /** True when each chatbot has exactly one, whose id is the chatbot's. */
  readonly isSingle?: true;
  /** Each flag promises the member of `ResourceKind`. */
  readonly can: Readonly<Record<"create" | "update" | "remove" | "retrain", boolean>>;
}

/** Which chatbot's resources are meant. */
export interface ResourceScope {
  readonly chatbotId: string;
}

/** Which resource is meant. */
export interface ResourceAddress extends ResourceScope {
  readonly id: string;
}

/** A resource as a list shows it. */
export interface Resource {
  readonly id: string;
  readonly title: string;
  /** A word or two about it, as the service says it. */
  readonly detail?: string;
  readonly state?: "working" | "failed";
}

/** A member of a value, in JSON Schema. */
export interface MemberSchema {
  readonly type: string | readonly string[];
  /** In English; the host translates it. */
  readonly markdownDescription?: string;
  /** True for what saving cannot change. */
  readonly readOnly?: true;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: MemberSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, MemberSchema>>;
}

/** A whole value, in JSON Schema. */
export interface ValueSchema {
  readonly type: "object";
  readonly additionalProperties: false;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, MemberSchema>>;
}

/** One way to make a resource of a kind. */
export interface ResourceCreation {
  readonly id: string;
  /** In English; the host translates it. */
  readonly label: string;
  /** What is asked for; its required members are all texts. */
  readonly schema: ValueSchema;
  create(scope: ResourceScope, value: ResourceValue, signal: AbortSignal): Promise<Resource>;
}

/** What became of one item of a call about several: its own complaint, if it failed. */
export interface ItemResult {
  readonly id: string;
  readonly error?: string;
}

/** Resources of one kind. Every method throws `ChatError` and nothing else. */
export interface ResourceKind {
  readonly id: string;
  readonly schema: ValueSchema;
  list(scope: ResourceScope, signal: AbortSignal): Promise<readonly Resource[]>;
  read(address: ResourceAddress, signal: AbortSignal): Promise<ResourceValue>;
  readonly creations?: readonly ResourceCreation[];
  /**
   * Changes what differs between two values, and nothing else.
   * @returns the value as the service has it then
   */
  update?(
    address: ResourceAddress,
    values: { readonly before: ResourceValue; readonly after: ResourceValue },
    signal: AbortSignal,
  ): Promise<ResourceValue>;
  /** @param ids at least one */
  remove?(scope: ResourceScope, ids: readonly string[], signal: AbortSignal): Promise<void>;
  /** Lets the service read its originals again. @param ids at least one */
  retrain?(
    scope: ResourceScope,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]>;
}

/** The members of the second value that differ from the first, without those that are gone. */
export function changedMembers(before: ResourceValue, after: ResourceValue): ResourceValue {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isSameJson(before[name], value)),
  );
}

/** The names of all members in which two values differ. */
export function differingMembers(one: ResourceValue, other: ResourceValue): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !isSameJson(one[name], other[name]));
}

function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return differingMembers({ ...one }, { ...other }).length === 0;
}
