import { l10n } from "vscode";
import type { ErrorData, ErrorKind, RateLimitFact } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { ErrorText, ErrorAction } from "../../protocol/frames.ts";

/** Whom a failure is about, in words. */
export interface ErrorSubject {
  readonly service: string;
  readonly account: string;
  /** Of the chatbot that was asked, where it is known. */
  readonly rateLimit?: RateLimitFact | undefined;
}

/** An account as what a failure is about; Parley itself where it is gone. */
export function subjectOf(account: KnownAccount | undefined): ErrorSubject {
  return account
    ? { service: account.provider.name, account: account.label }
    : { service: "Parley", account: "Parley" };
}

/** The sentence and the one action for every kind of failure. */
export function errorTexts({
  service,
  account,
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
      sentence: l10n.t("{0} did not accept the API key of {1}.", service, account),
      action: setKey,
    },
    forbidden: {
      sentence: l10n.t("The API key of {0} is not allowed to do this.", account),
      action: setKey,
    },
    "not-found": {
      sentence: l10n.t("{0} does not have this any more.", service),
      action: openWebsite,
    },
    "rate-limited": {
      sentence: [
        l10n.t("{0} asks to wait a moment before the next request.", service),
        ...(rateLimit ? [describeLimit(rateLimit)] : []),
      ].join(" "),
    },
    "out-of-quota": {
      sentence: l10n.t("The plan of {0} has reached a limit.", account),
      action: openWebsite,
    },
    "too-large": { sentence: l10n.t("This is larger than can be sent or shown."), action: showLog },
    rejected: { sentence: l10n.t("{0} did not accept the request.", service), action: showLog },
    timeout: { sentence: l10n.t("{0} did not answer in time.", service) },
    offline: { sentence: l10n.t("This computer seems to be offline.") },
    unreachable: { sentence: l10n.t("The connection to {0} failed.", service) },
    server: { sentence: l10n.t("{0} has a problem of its own.", service) },
    "bad-reply": {
      sentence: l10n.t("{0} sent something that Parley cannot read.", service),
      action: showLog,
    },
    config: {
      sentence: l10n.t("The account {0} is not set up so that it can be used safely.", account),
      action: action("open-settings", l10n.t("Open Settings")),
    },
    bug: { sentence: l10n.t("Parley made a mistake."), action: showLog },
  };
}

/** One failure in words, with what the service itself said about it. */
export function errorText(error: ErrorData, subject: ErrorSubject): ErrorText {
  const text = errorTexts(subject)[error.kind];
  if (error.serviceMessage === undefined) return text;
  const sentence = l10n.t("{0} It says: “{1}”", text.sentence, error.serviceMessage);
  return { ...text, sentence };
}

/** How often a chatbot may be asked, in words. */
export function describeLimit({ questions, seconds }: RateLimitFact): string {
  return l10n.t("This chatbot takes {0} questions in {1} seconds.", questions, seconds);
}
