import { lookup } from "node:dns/promises";
import { request } from "node:http";
import { request as requestByTls } from "node:https";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { reasonOf } from "../../core/errors.ts";
import { type NetworkSettings, portOf, type Route, routeTo } from "./route.ts";

/** What one step of a probe has found. Times are in milliseconds. */
export type Finding =
  | { readonly step: "route"; readonly route: Route }
  | { readonly step: "resolve"; readonly host: string; readonly addresses: readonly string[] }
  | { readonly step: "connect"; readonly host: string; readonly port: number }
  | { readonly step: "tunnel"; readonly status: number }
  | { readonly step: "certificate"; readonly certificate: Certificate };

/** A finding, or the reason why there is none, and how long it took. */
export type Timed =
  | { readonly finding: Finding; readonly ms: number }
  | { readonly failed: Finding["step"]; readonly reason: string; readonly ms: number };

/** The certificate that a server has shown. */
export interface Certificate {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly fingerprint: string;
  /** Why it is not trusted; absent for one that is. */
  readonly problem?: string;
}

/** What a probe works with. */
export interface ProbeOptions extends NetworkSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly certificates: readonly string[];
  /** False where a proxy may show any certificate. */
  readonly strictCertificates?: boolean;
  /** The value of `Proxy-Authorization`, where the settings hold one. */
  readonly proxyAuthorization?: string;
  /** For each step, in milliseconds. */
  readonly timeout: number;
  /** The addresses of a host; by default those that the system knows. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** Goes the way to an address step by step, without a key and without asking it anything; ends with the first failure. */
export async function* probe(url: URL, options: ProbeOptions): AsyncGenerator<Timed> {
  const route = routeTo(url, options, options.env);
  yield { finding: { step: "route", route }, ms: 0 };
  const first = route.kind === "proxy" ? route.proxy : url;
  const host = hostOf(first);

  const resolved = await timed("resolve", async () => {
    const { resolve = systemAddresses, timeout } = options;
    return { step: "resolve", host, addresses: await within(timeout, resolve(host)) };
  });
  yield resolved;
  if ("failed" in resolved) return;

  let socket: Socket | undefined;
  try {
    const port = portOf(first);
    const connected = await timed("connect", async () => {
      socket = await openSocket(host, port, options.timeout);
      return { step: "connect", host, port };
    });
    yield connected;
    if ("failed" in connected || !socket) return;

    if (route.kind === "proxy" && url.protocol === "https:") {
      const tunnelled = await timed("tunnel", async () => {
        socket?.destroy();
        const tunnel = await openTunnel(route.proxy, url, options);
        socket = tunnel.socket;
        return { step: "tunnel", status: tunnel.status };
      });
      yield tunnelled;
      if ("failed" in tunnelled) return;
      if (tunnelled.finding.step === "tunnel" && tunnelled.finding.status !== 200) return;
    }
    if (url.protocol === "https:") {
      const plain = socket;
      yield await timed("certificate", async () => ({
        step: "certificate",
        certificate: await readCertificate(plain, hostOf(url), options),
      }));
    }
  } finally {
    socket?.destroy();
  }
}

async function systemAddresses(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** The system asks one name server after the other, each several times, and cannot be told to give up. */
async function within<T>(timeout: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeout} ms`)), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Of an IPv6 address without the brackets that it has in a URL. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** For whom a certificate has to be: in TLS only a name is sent along, and an address is compared all the same. */
function tlsNames(host: string): { readonly host: string; readonly servername?: string } {
  return isIP(host) === 0 ? { host, servername: host } : { host };
}

async function timed(step: Finding["step"], action: () => Promise<Finding>): Promise<Timed> {
  const start = performance.now();
  const elapsed = (): number => Math.round(performance.now() - start);
  try {
    const finding = await action();
    return { finding, ms: elapsed() };
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return { failed: step, reason, ms: elapsed() };
  }
}

async function openSocket(host: string, port: number, timeout: number): Promise<Socket> {
  const socket = connect({ host, port });
  return await settled(socket, "connect", timeout, () => socket);
}

async function openTunnel(
  proxy: URL,
  url: URL,
  { proxyAuthorization, certificates, strictCertificates = true, timeout }: ProbeOptions,
): Promise<{ socket: Socket; status: number }> {
  const { username, password } = proxy;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization =
    proxyAuthorization ??
    (username === "" ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`);
  const options = {
    ...tlsNames(hostOf(proxy)),
    port: portOf(proxy),
    method: "CONNECT",
    path: `${url.hostname}:${portOf(url)}`,
    timeout,
    ...(authorization !== undefined && { headers: { "proxy-authorization": authorization } }),
  };
  const call =
    proxy.protocol === "https:"
      ? requestByTls({
          ...options,
          ca: [...certificates],
          rejectUnauthorized: strictCertificates,
        })
      : request(options);
  return await new Promise((resolve, reject) => {
    call.once("connect", (response, socket) => {
      // It may end before anybody reads from it, which must not become an uncaught exception.
      socket.on("error", () => undefined);
      resolve({ socket, status: response.statusCode ?? 0 });
    });
    call.once("timeout", () => call.destroy(new Error(`no answer in ${timeout} ms`)));
    call.once("error", reject);
    call.end();
  });
}

async function readCertificate(
  socket: Socket,
  host: string,
  { certificates, timeout }: ProbeOptions,
): Promise<Certificate> {
  if (socket.destroyed) throw new Error("the connection was closed");
  // Looked at whatever it is: this connection carries nothing.
  const tls = connectTls({
    socket,
    ...tlsNames(host),
    ca: [...certificates],
    rejectUnauthorized: false,
  });
  try {
    return await settled(tls, "secureConnect", timeout, () => describe(tls));
  } finally {
    tls.destroy();
  }
}

function describe(tls: TLSSocket): Certificate {
  const { subject, issuer, valid_to: validTo, fingerprint256 } = tls.getPeerCertificate();
  const problem: unknown = tls.authorizationError;
  return {
    protocol: tls.getProtocol() ?? "",
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validTo,
    fingerprint: fingerprint256,
    ...(!tls.authorized && {
      problem: reasonOf(problem),
    }),
  };
}

function nameOf({
  CN,
  O,
}: {
  readonly CN?: string | string[];
  readonly O?: string | string[];
}): string {
  return [CN, O].flat().filter(Boolean).join(", ");
}

async function settled<T>(
  socket: Socket,
  event: string,
  timeout: number,
  result: () => T,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy(new Error(`no answer in ${timeout} ms`));
    }, timeout);
    socket.once(event, () => {
      clearTimeout(timer);
      resolve(result());
    });
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
