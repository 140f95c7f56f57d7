/** What a service manages besides chats (agents, sources, settings…), in one form that the editor can show. */

/** A resource as the user edits it: a JSON object that fits the kind's schema. */
export type ResourceValue = Readonly<Record<string, unknown>>;

/** Under which heading below a chatbot a kind stands. */
export type ResourceGroup = "knowledge" | "behaviour" | "settings";

/** Each stands for a member of `ResourceKind`: `create` for `creations`, `act` for `actions`, others for their own name. */
export type ResourceAbility =
  | "create"
  | "update"
  | "remove"
  | "retrain"
  | "upload"
  | "addUrls"
  | "findUrls"
  | "teach"
  | "act";

/** What the tree shows of a kind, before there is an account. */
export interface ResourceKindInfo {
  /** Part of documents' addresses, and of the schema's in `package.json`; unique among all services. */
  readonly id: string;
  /** In English; the host translates it. */
  readonly title: string;
  readonly group: ResourceGroup;
  /**
   * What its resources belong to; a chatbot by default. Of an account their scope is `wholeAccount`; of a session
   * each has the session's id, and they stand in no list of the tree.
   */
  readonly place?: "account" | "session";
  /** True when each chatbot has exactly one, whose id is the chatbot's. */
  readonly isSingle?: true;
  /** True for the chatbots of an account themselves: its `create` and `remove` are those of chatbots. */
  readonly isChatbots?: true;
  /** True for what the service has given up; hidden unless a setting says otherwise. */
  readonly isDeprecated?: true;
  /** False for chatbots that have none; all have them by default. */
  readonly isFor?: (chatbotId: string) => boolean;
  /** What stands where the service lists nothing, in English; the host translates it. */
  readonly emptyNote?: string;
  /** What adding something to it may replace unseen, in English; the host translates it and asks first. */
  readonly replaceNote?: string;
  /** What goes with a resource that is deleted, in English; the host translates it. */
  readonly removeNote?: string;
  /** Follows from the calls that are declared (`declareKind.ts`). */
  readonly can: readonly ResourceAbility[];
  /** The members that can be changed and hold long texts; they follow from the schema. */
  readonly longTexts: readonly string[];
  /** Exists where `upload` is among the abilities. */
  readonly uploads?: UploadLimits;
}

/** Which chatbot's resources are meant. */
export interface ResourceScope {
  readonly chatbotId: string;
}

/** The `chatbotId` of what belongs to no single chatbot. */
export const wholeAccount = "*";

/** Which resource is meant. */
export interface ResourceAddress extends ResourceScope {
  readonly id: string;
}

/** A resource as a list shows it. */
export interface Resource {
  readonly id: string;
  readonly title: string;
  /** Of what was uploaded: the name that it had then. */
  readonly fileName?: string;
  /** A word or two about it, as the service says it. */
  readonly detail?: string;
  readonly state?: "working" | "failed";
}

/** A resource that was just made. */
export interface CreatedResource extends Resource {
  /** What the service shows this once and never again, e.g. an API key. */
  readonly secret?: string;
  /** True when the service makes it by and by, and lists it then: its id is none yet. */
  readonly isQueued?: true;
  /** What the service has made otherwise than it was asked to, as it says it. */
  readonly notice?: string;
}

/** Which files a service takes. */
export interface UploadLimits {
  /** In lower case without the dot, e.g. `pdf`; absent where the service names none. */
  readonly extensions?: readonly string[];
  /** Other files that hold text are sent under a name with this extension added. */
  readonly textExtension?: string;
  readonly maxBytes: number;
  /** The most characters that a text may have, where the service counts them. */
  readonly maxCharacters?: number;
}

/** A file on its way to a service. */
export interface UploadFile {
  /** With its extension, without folders. */
  readonly name: string;
  /** MIME type, e.g. `text/markdown`. */
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What became of an uploaded file. */
export interface UploadResult {
  readonly resource: Resource;
  /** True when the service had it already. */
  readonly isDuplicate?: true;
}

/** How an upload is watched and stopped. */
export interface UploadOptions {
  readonly signal: AbortSignal;
  /** Told as the file leaves, with the bytes of it that have left. */
  readonly onProgress?: (bytes: number) => void;
}

/** Something else that a resource can be told to do. */
export interface ResourceAction {
  readonly id: string;
  /** In English; the host translates it. */
  readonly label: string;
  readonly isDeprecated?: true;
  /** What is asked for first. */
  readonly schema?: ValueSchema;
  /** A file that is asked for first. */
  readonly file?: UploadLimits;
  run(
    address: ResourceAddress,
    input: { readonly value: ResourceValue; readonly file?: UploadFile },
    signal: AbortSignal,
  ): Promise<ActionResult>;
}

/** What an action gives to the user. */
export type ActionResult =
  | { readonly kind: "done" }
  | { readonly kind: "text"; readonly text: string; readonly languageId: string }
  | { readonly kind: "file"; readonly name: string; readonly content: Uint8Array }
  | { readonly kind: "link"; readonly url: string };

/** A member of a value, in JSON Schema. */
export interface MemberSchema {
  readonly type: string | readonly string[];
  /** In English; the host translates it. */
  readonly markdownDescription?: string;
  /** `text/markdown` for long texts, which the user can also edit as a document of their own. */
  readonly contentMediaType?: "text/markdown";
  /** True for what saving cannot change. */
  readonly readOnly?: true;
  /** True for a secret that a service takes and never shows: what is typed is not shown either. */
  readonly writeOnly?: true;
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
  readonly isDeprecated?: true;
  /** What is asked for. */
  readonly schema: ValueSchema;
  /** A file that is asked for first. */
  readonly file?: UploadLimits;
  /** @param given there where a file is asked for */
  create(
    scope: ResourceScope,
    value: ResourceValue,
    signal: AbortSignal,
    given?: UploadFile,
  ): Promise<CreatedResource>;
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
  readonly actions?: readonly ResourceAction[];
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
  upload?(scope: ResourceScope, file: UploadFile, options: UploadOptions): Promise<UploadResult>;
  /** @returns one result for each address, whose id is the address */
  addUrls?(
    scope: ResourceScope,
    urls: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]>;
  /** The pages of a website, for the user to choose from. @returns their addresses */
  findUrls?(scope: ResourceScope, site: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Has the chatbot give this answer from now on. */
  teach?(
    scope: ResourceScope,
    correction: { readonly question: string; readonly answer: string },
    signal: AbortSignal,
  ): Promise<Resource>;
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
