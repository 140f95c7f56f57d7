import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { shorten } from "../../core/redact.ts";
import type { ResourceKindInfo } from "../../core/resources.ts";
import type { Introduction, RecentSession } from "../../protocol/frames.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { isUnsent } from "../sessions/listedSession.ts";
import { relativeTime } from "../text/relativeTime.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import { translated } from "../text/translated.ts";

/** What Introducer reads; it loads nothing. */
export interface IntroducerDeps {
  readonly catalog: Pick<Catalog, "known" | "peekChatbots" | "onDidChange">;
  readonly resources: Pick<ResourceLists, "known" | "onDidChange">;
  readonly clock: Pick<Clock, "now">;
}

const maxSessions = 3;
/** In UTF-16 units. */
const maxDescriptionLength = 300;

/** Says what an empty chat shows of its chatbot, out of lists that are loaded anyway. */
export class Introducer {
  readonly #ref: SessionRef;
  readonly #kinds: readonly ResourceKindInfo[];
  readonly #deps: IntroducerDeps;

  /** @param kinds what can be looked after of the chatbot */
  constructor(ref: SessionRef, kinds: readonly ResourceKindInfo[], deps: IntroducerDeps) {
    this.#ref = ref;
    this.#kinds = kinds;
    this.#deps = deps;
  }

  /** Calls back when there may be something else to say. */
  onDidChange(listener: () => void): vscode.Disposable {
    const { catalog, resources } = this.#deps;
    const { accountId, chatbotId } = this.#ref;
    return vscode.Disposable.from(
      catalog.onDidChange((change) => {
        if ((change.accountId ?? accountId) !== accountId) return;
        if ((change.chatbotId ?? chatbotId) === chatbotId) listener();
      }),
      resources.onDidChange((place) => {
        if (place.accountId === accountId && place.chatbotId === chatbotId) listener();
      }),
    );
  }

  introduce(): Introduction {
    const { accountId, chatbotId } = this.#ref;
    const chatbots = this.#deps.catalog.peekChatbots(accountId);
    const chatbot =
      chatbots.kind === "ready" ? chatbots.value.find(({ id }) => id === chatbotId) : undefined;
    const description = chatbot?.description && shorten(chatbot.description, maxDescriptionLength);
    return {
      ...(description && { description }),
      knowledge: this.#knowledge(),
      sessions: this.#sessions(),
    };
  }

  /** How much there is of each kind that takes files or pages. */
  #knowledge(): readonly string[] {
    const { accountId, chatbotId } = this.#ref;
    return this.#kinds
      .filter(({ can }) => can.includes("upload") || can.includes("addUrls"))
      .flatMap(({ id: kindId, title }) => {
        const list = this.#deps.resources.known({ accountId, chatbotId, kindId });
        return list ? [vscode.l10n.t("{0}: {1}", translated(title), list.length)] : [];
      });
  }

  #sessions(): readonly RecentSession[] {
    const { accountId, chatbotId, id: own } = this.#ref;
    const now = this.#deps.clock.now();
    return this.#deps.catalog
      .known(accountId, chatbotId)
      .filter((session) => session.id !== own && !isUnsent(session))
      .map((session) => ({ session, time: session.updatedAt ?? session.createdAt }))
      .toSorted((a, b) => (b.time ?? 0) - (a.time ?? 0))
      .slice(0, maxSessions)
      .map(({ session, time }) => ({
        id: session.id,
        title: sessionTitle(session),
        ...(time !== undefined && { age: relativeTime(time, now) }),
      }));
  }
}
