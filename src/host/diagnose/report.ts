import { l10n } from "vscode";
import type { ToleranceCounts } from "../../core/http/tolerance.ts";
import type { Certificate, Finding, Timed } from "./probe.ts";
import type { Route } from "./route.ts";

/** One line of the report for what a step has found. */
export function describeStep(step: Timed): string {
  const text =
    "failed" in step
      ? `✗ ${failure(step.failed)} ${step.reason}`
      : `${isGood(step.finding) ? "✓" : "✗"} ${describeFinding(step.finding)}`;
  return step.ms > 0 ? `${text} (${l10n.t("{0} ms", step.ms)})` : text;
}

/** One line for what the service has sent in another form than documented; undefined for nothing. */
export function describeTolerated(counts: ToleranceCounts | undefined): string | undefined {
  const { leftOut = 0, reframed = 0 } = counts ?? {};
  if (leftOut + reframed === 0) return undefined;
  return `✗ ${l10n.t(
    "Unexpected formats since this window opened. Items that could not be read: {0}. Answers in another format: {1}. The log has the details.",
    leftOut,
    reframed,
  )}`;
}

function isGood(finding: Finding): boolean {
  switch (finding.step) {
    case "tunnel":
      return finding.status === 200;
    case "certificate":
      return finding.certificate.problem === undefined;
    default:
      return true;
  }
}

function describeFinding(finding: Finding): string {
  switch (finding.step) {
    case "route":
      return describeRoute(finding.route);
    case "resolve":
      return l10n.t("{0} resolves to {1}.", finding.host, finding.addresses.join(", "));
    case "connect":
      return l10n.t("{0} accepts connections on port {1}.", finding.host, finding.port);
    case "tunnel":
      return finding.status === 200
        ? l10n.t("The proxy connected to the service.")
        : finding.status === 407
          ? l10n.t("The proxy requires a user name and password (407). Add them to http.proxy.")
          : l10n.t("The proxy refused the connection ({0}).", finding.status);
    case "certificate":
      return describeCertificate(finding.certificate);
  }
}

function describeRoute(route: Route): string {
  if (route.kind === "proxy") {
    const { protocol, host } = route.proxy;
    return route.from === "settings"
      ? l10n.t("Through the proxy {0} (setting http.proxy).", `${protocol}//${host}`)
      : l10n.t("Through the proxy {0} (environment variable).", `${protocol}//${host}`);
  }
  switch (route.because) {
    case "excepted":
      return l10n.t("Direct connection: the host is a proxy exception.");
    case "this-computer":
      return l10n.t("Direct connection: the host is this computer.");
    case "no-proxy-set":
      return l10n.t("Direct connection: no proxy is set.");
  }
}

function describeCertificate(certificate: Certificate): string {
  const { protocol, subject, issuer, validTo, fingerprint, problem } = certificate;
  const shown = l10n.t(
    "{0}, certificate of {1}, issued by {2}, valid until {3}, SHA-256 {4}.",
    protocol,
    subject,
    issuer,
    validTo,
    fingerprint,
  );
  return problem === undefined ? shown : `${l10n.t("Not trusted: {0}.", problem)} ${shown}`;
}

function failure(step: Finding["step"]): string {
  switch (step) {
    case "resolve":
      return l10n.t("Could not resolve the host name:");
    case "connect":
      return l10n.t("Could not connect:");
    case "tunnel":
      return l10n.t("The proxy did not respond:");
    case "certificate":
      return l10n.t("Could not establish an encrypted connection:");
    case "route":
      return l10n.t("Could not determine the route to the service:");
  }
}
