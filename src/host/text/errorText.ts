import { l10n } from "vscode";
import type { ErrorData, ErrorKind, RateLimitFact } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { ErrorText, ErrorAction } from "../../protocol/frames.ts";

/** Whom a failure is about, in words. */
export interface ErrorSubject {
  readonly service: string;
  readonly account: string;
  /** The account itself, where something can be done about it. */
  readonly known?: Pick<KnownAccount, "id" | "baseUrl">;
  /** True where there is no such account any more. */
  readonly isGone?: true;
  /** Of the chatbot that was asked, where it is known. */
  readonly rateLimit?: RateLimitFact | undefined;
}

/** An account as what a failure is about; Parley itself where it is gone. */
export function subjectOf(account: KnownAccount | undefined): ErrorSubject {
  return account
    ? { service: account.provider.name, account: account.label, known: account }
    : { service: "Parley", account: "Parley", isGone: true };
}

/** The sentence and the one action for every kind of failure. */
export function errorTexts({
  service,
  account,
  isGone,
  rateLimit,
}: ErrorSubject): Readonly<Record<ErrorKind, ErrorText>> {
  const action = (id: ErrorAction, label: string) => ({ id, label });
  const setKey = action("set-key", l10n.t("Set API Key"));
  const showLog = action("show-log", l10n.t("Show Log"));
  const openWebsite = action("open-website", l10n.t("Open {0}", service));
  return {
    cancelled: { sentence: l10n.t("Stopped.") },
    "no-key": { sentence: l10n.t("The account {0} has no API key.", account), action: setKey },
    "bad-key": {
      sentence: l10n.t("{0} did not accept the API key for {1}.", service, account),
      action: setKey,
    },
    forbidden: {
      sentence: l10n.t("The API key for {0} does not have permission to do this.", account),
      action: setKey,
    },
    blocked: {
      sentence: l10n.t("A firewall or proxy blocked the request to {0}.", service),
      action: showLog,
    },
    "not-found": {
      sentence: l10n.t("{0} no longer has this item.", service),
      action: openWebsite,
    },
    "rate-limited": {
      sentence: [
        l10n.t("{0} is limiting requests: try again in a moment.", service),
        ...(rateLimit ? [describeLimit(rateLimit)] : []),
      ].join(" "),
    },
    "out-of-quota": {
      sentence: l10n.t("{0} has reached the limit of its plan.", account),
      action: openWebsite,
    },
    "too-large": { sentence: l10n.t("This is too large to send or show."), action: showLog },
    unsure: {
      sentence: l10n.t(
        "{0} may have this question already. Select Retry to ask it again in a new session.",
        service,
      ),
      action: openWebsite,
    },
    rejected: { sentence: l10n.t("{0} did not accept the request.", service), action: showLog },
    timeout: { sentence: l10n.t("{0} did not respond in time.", service) },
    offline: { sentence: l10n.t("Your computer appears to be offline.") },
    unreachable: { sentence: l10n.t("The connection to {0} failed.", service) },
    server: { sentence: l10n.t("{0} returned an error.", service) },
    "bad-reply": {
      sentence: l10n.t("{0} returned a response that Parley could not read.", service),
      action: showLog,
    },
    config: {
      sentence: isGone
        ? l10n.t("This account no longer exists.")
        : l10n.t(
            "Parley cannot connect to {0} securely: check its address and certificate.",
            account,
          ),
      action: action("open-settings", l10n.t("Open Settings")),
    },
    bug: { sentence: l10n.t("An error occurred in Parley."), action: showLog },
  };
}

/** One failure in words, with what the service itself said about it. */
export function errorText(error: ErrorData, subject: ErrorSubject): ErrorText {
  const text = errorTexts(subject)[error.kind];
  if (error.serviceMessage === undefined) return text;
  const sentence = l10n.t("{0} The service says: “{1}”", text.sentence, error.serviceMessage);
  return { ...text, sentence };
}

/** How often a chatbot may be asked, in words. */
export function describeLimit({ questions, seconds }: RateLimitFact): string {
  return l10n.t("This chatbot accepts {0} questions every {1} seconds.", questions, seconds);
}
