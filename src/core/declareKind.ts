import type {
  ResourceAbility,
  ResourceAction,
  ResourceCreation,
  ResourceKind,
  ResourceKindInfo,
  UploadLimits,
  ValueSchema,
} from "./resources.ts";

/** A call as a declaration has it: what it works with comes first. */
type Declared<Context, Call> = Call extends (...rest: infer Rest) => infer Result
  ? (context: Context, ...rest: Rest) => Result
  : never;

/** One way to make a resource of a kind. */
export interface CreationDeclaration<Context> extends Omit<ResourceCreation, "create"> {
  readonly create: Declared<Context, ResourceCreation["create"]>;
}

/** Something else that a resource can be told to do. */
export interface ActionDeclaration<Context> extends Omit<ResourceAction, "run"> {
  readonly run: Declared<Context, ResourceAction["run"]>;
}

type KindCalls = Omit<ResourceKind, "id" | "schema" | "creations" | "actions" | "upload">;

/** Everything about a kind: what the tree shows of it, its schema, and its calls. */
export type KindDeclaration<Context> = Omit<ResourceKindInfo, "can" | "longTexts" | "uploads"> &
  Pick<ResourceKind, "schema"> & {
    readonly [Name in keyof KindCalls]: Declared<Context, KindCalls[Name]>;
  } & {
    readonly creations?: readonly CreationDeclaration<Context>[];
    readonly actions?: readonly ActionDeclaration<Context>[];
  } & (
    | {
        readonly upload: Declared<Context, ResourceKind["upload"]>;
        readonly uploads: UploadLimits;
      }
    | { readonly upload?: never; readonly uploads?: never }
  );

/** A kind before there is an account. */
export interface DeclaredKind<Context> extends ResourceKindInfo {
  /** The kind of one account. */
  connect(context: Context): ResourceKind;
}

/** What has to be declared so that a kind can do something. */
const members: Readonly<Record<ResourceAbility, keyof KindDeclaration<never>>> = {
  create: "creations",
  update: "update",
  remove: "remove",
  retrain: "retrain",
  upload: "upload",
  addUrls: "addUrls",
  findUrls: "findUrls",
  teach: "teach",
  act: "actions",
};

/** Makes a kind of its declaration. What it can do is what calls there are. */
export function declareKind<Context>(declaration: KindDeclaration<Context>): DeclaredKind<Context> {
  const {
    schema,
    list,
    read,
    creations,
    actions,
    update,
    remove,
    retrain,
    upload,
    addUrls,
    findUrls,
    teach,
    ...info
  } = declaration;
  return {
    ...info,
    can: Object.entries(members).flatMap(([ability, member]) =>
      declaration[member] === undefined ? [] : [ability as ResourceAbility],
    ),
    longTexts: update ? longTextsOf(schema) : [],
    connect(context) {
      const bind =
        <Rest extends readonly unknown[], Result>(
          call: (context: Context, ...rest: Rest) => Result,
        ) =>
        (...rest: Rest): Result =>
          call(context, ...rest);
      return {
        id: info.id,
        schema,
        list: bind(list),
        read: bind(read),
        ...(creations && {
          creations: creations.map(({ create, ...way }) => ({ ...way, create: bind(create) })),
        }),
        ...(actions && {
          actions: actions.map(({ run, ...action }) => ({ ...action, run: bind(run) })),
        }),
        ...(update && { update: bind(update) }),
        ...(remove && { remove: bind(remove) }),
        ...(retrain && { retrain: bind(retrain) }),
        ...(upload && { upload: bind(upload) }),
        ...(addUrls && { addUrls: bind(addUrls) }),
        ...(findUrls && { findUrls: bind(findUrls) }),
        ...(teach && { teach: bind(teach) }),
      };
    },
  };
}

function longTextsOf({ properties }: ValueSchema): readonly string[] {
  return Object.entries(properties)
    .filter(([, { contentMediaType, readOnly }]) => contentMediaType && !readOnly)
    .map(([name]) => name);
}
