import { proxyAddress } from "../adapters/proxyAddress.ts";

/** How connections are made, as the user's settings say. */
export interface NetworkSettings {
  /** `http.proxy` */
  readonly proxy?: string;
  /** `http.noProxy` */
  readonly noProxy?: readonly string[];
}

/** Through what a host is reached. */
export type Route =
  | { readonly kind: "direct"; readonly because: "no-proxy-set" | "excepted" | "this-computer" }
  | {
      readonly kind: "proxy";
      readonly proxy: URL;
      readonly from: "settings" | "environment";
    };

/** The way to an address, by the same rules as undici's `EnvHttpProxyAgent`. @param env e.g. `process.env` */
export function routeTo(
  url: URL,
  { proxy, noProxy = [] }: NetworkSettings,
  env: Readonly<Record<string, string | undefined>>,
): Route {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (["127.0.0.1", "localhost", "::1"].includes(host)) {
    return { kind: "direct", because: "this-computer" };
  }
  const read = (name: string): string => env[name.toLowerCase()] || env[name] || "";
  const fromEnvironment =
    (url.protocol === "https:" ? read("HTTPS_PROXY") : "") || read("HTTP_PROXY");
  const address = proxyAddress(proxy || fromEnvironment);
  if (!URL.canParse(address)) return { kind: "direct", because: "no-proxy-set" };
  const exceptions = noProxy.length > 0 ? noProxy : read("NO_PROXY").split(/[\s,]+/);
  if (exceptions.some((exception) => matches(exception, host, portOf(url)))) {
    return { kind: "direct", because: "excepted" };
  }
  return { kind: "proxy", proxy: new URL(address), from: proxy ? "settings" : "environment" };
}

/** The port of an address, its scheme's own where it names none. */
export function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

/** `*`, `example.com`, `.example.com`, `*.example.com`, `fd00::1`, `[fd00::1]`; a port may follow all but a bare IPv6 address. */
function matches(exception: string, host: string, port: number): boolean {
  // Of several colons none stands before a port.
  const [, inBrackets, named = exception, exceptedPort] =
    /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(exception) ?? [];
  const name = plainHost(inBrackets ?? named);
  if (name === "" || (exceptedPort !== undefined && Number(exceptedPort) !== port)) return false;
  if (name === "*") return true;
  const domain = name.replace(/^\*?\./, "");
  const isWhole = !name.startsWith("*") && plainHost(host) === domain;
  return isWhole || plainHost(host).endsWith(`.${domain}`);
}

/** The dot at the end of a whole name says nothing else. */
function plainHost(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
