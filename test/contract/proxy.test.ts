import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import { type AddressInfo, connect, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { unknown } from "valibot";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import { type TransportOptions, UndiciTransport } from "../../src/host/adapters/undiciTransport.ts";
import { probe, type Timed } from "../../src/host/diagnose/probe.ts";
import { type Issuer, makeCertificate } from "../faults/certificates.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";

const key = "marked-key-of-the-service";
/** A name that only the proxy knows: what gets there went through it. */
const host = "service.test";
const address = "fd00::1";
const authority: Issuer = makeCertificate({ name: "Company", isAuthority: true });
const trusted = getCACertificates("default");

interface ProxyCall {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

let service: TlsServer;
let servicePort: number;
let received: string[];
/** What the service does with a request. */
let answer: (response: ServerResponse) => void;
let proxyCalls: ProxyCall[];
let wantedCredentials: string | undefined;
let proxyOrigin: string;
let transport: UndiciTransport | undefined;

/** The connection through the proxy that was made last. */
let tunnel: Duplex | undefined;

const tunnelTo = (request: IncomingMessage, socket: Duplex): void => {
  tunnel = socket;
  proxyCalls.push({ line: `CONNECT ${request.url}`, headers: request.headers });
  if (wantedCredentials && request.headers["proxy-authorization"] !== wantedCredentials) {
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    return;
  }
  const upstream = connect(servicePort, "127.0.0.1", () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    upstream.pipe(socket).pipe(upstream);
  });
  for (const end of [upstream, socket]) end.on("error", () => undefined);
};
const proxy = createServer().on("connect", tunnelTo);

beforeAll(async () => {
  setDefaultCACertificates([...trusted, authority.cert]);
  const { cert, key: privateKey } = makeCertificate(
    { name: host, hosts: [host, address] },
    authority,
  );
  service = createTlsServer({ cert, key: privateKey }, (request, response) => {
    received.push(request.headers.authorization ?? "");
    answer(response.setHeader("content-type", "application/json"));
  });
  service.listen(0, "127.0.0.1");
  proxy.listen(0, "127.0.0.1");
  await Promise.all([once(service, "listening"), once(proxy, "listening")]);
  servicePort = (service.address() as AddressInfo).port;
  proxyOrigin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterAll(() => {
  setDefaultCACertificates(trusted);
  service.close();
  service.closeAllConnections();
  proxy.close();
  proxy.closeAllConnections();
});

beforeEach(() => {
  received = [];
  answer = (response) => response.end('{"ok":true}');
  proxyCalls = [];
  wantedCredentials = undefined;
});

afterEach(async () => transport?.close());

async function call(options: Partial<TransportOptions>): Promise<unknown> {
  const client = new HttpClient({
    transport: {
      send: async (request, signal) => {
        transport = new UndiciTransport({ strictCertificates: true, ...options });
        return transport.send(request, signal);
      },
    },
    origin: `https://${host}`,
    readKey: async () => key,
    clock: new FakeClock(),
    log: new MemoryLog(),
  });
  return await client.json(unknown(), { method: "GET", path: "/thing" }, noSignal);
}

describe("a proxy", () => {
  test("passes on what it cannot read: the key reaches the service and not the proxy", async () => {
    expect(await call({ proxy: proxyOrigin })).toEqual({ ok: true });
    expect(received).toEqual([`Bearer ${key}`]);
    expect(proxyCalls.map(({ line }) => line)).toEqual([`CONNECT ${host}:443`]);
    expect(JSON.stringify(proxyCalls)).not.toContain(key);
  });

  test.each([
    ["in its address", (origin: string) => ({ proxy: origin.replace("//", "//me:pass@") })],
    [
      "in http.proxyAuthorization",
      (origin: string) => ({
        proxy: origin,
        proxyAuthorization: `Basic ${Buffer.from("me:pass").toString("base64")}`,
      }),
    ],
  ])("gets the name and the password %s, and nobody else does", async (_where, options) => {
    wantedCredentials = `Basic ${Buffer.from("me:pass").toString("base64")}`;
    expect(await call(options(proxyOrigin))).toEqual({ ok: true });
    expect(received).toEqual([`Bearer ${key}`]);
  });

  test("that refuses ends the call with an error that does not show the credentials", async () => {
    wantedCredentials = "Basic other";
    const error: unknown = await call({ proxy: proxyOrigin.replace("//", "//me:pass@") }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "ChatError" });
    expect(String(error)).not.toContain("pass");
    expect(received).toEqual([]);
  });

  test("lets an answer through that is arriving while its transport is let go", async () => {
    const begun = Promise.withResolvers<ServerResponse>();
    answer = (response) => {
      response.write('{"ok":');
      begun.resolve(response);
    };
    const called = call({ proxy: proxyOrigin });
    const response = await begun.promise;
    const socketClosed = once(response.socket ?? response, "close");
    const finished = transport?.finish();
    response.end("true}");
    expect(await called).toEqual({ ok: true });
    await Promise.all([finished, socketClosed]);
  });

  test("without a scheme in its address is one for HTTP, in the environment too", async () => {
    const bare = proxyOrigin.replace("http://", "");
    process.env["HTTPS_PROXY"] = bare;
    try {
      for (const options of [{ proxy: bare }, {}]) {
        expect(await call(options)).toEqual({ ok: true });
        await transport?.close();
      }
    } finally {
      delete process.env["HTTPS_PROXY"];
    }
    expect(proxyCalls).toHaveLength(2);
  });

  test("whose address is none is told as that, without showing it", async () => {
    const error: unknown = await call({ proxy: "http://me:pass@" }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "ChatError", kind: "config" });
    expect(String(error)).not.toContain("pass");
  });

  test("is not used for what http.noProxy excepts", async () => {
    await expect(call({ proxy: proxyOrigin, noProxy: [host] })).rejects.toMatchObject({
      name: "ChatError",
    });
    expect(proxyCalls).toEqual([]);
  });

  test("whose service shows a certificate that nobody trusts gets no key through", async () => {
    setDefaultCACertificates(trusted);
    try {
      await expect(call({ proxy: proxyOrigin })).rejects.toMatchObject({ kind: "config" });
      expect(received).toEqual([]);
      expect(await call({ proxy: proxyOrigin, strictCertificates: false })).toEqual({ ok: true });
    } finally {
      setDefaultCACertificates([...trusted, authority.cert]);
    }
  });
});

describe("the diagnosis", () => {
  const steps = async (options: {
    readonly proxy?: string;
    readonly certificates?: readonly string[];
    readonly to?: string;
    readonly onStep?: (step: Timed) => Promise<void>;
  }): Promise<readonly Timed[]> => {
    const all: Timed[] = [];
    const { certificates = [authority.cert], to = host, onStep, ...rest } = options;
    const settings = { env: {}, certificates, timeout: 5000, ...rest };
    for await (const step of probe(new URL(`https://${to}`), settings)) {
      all.push(step);
      await onStep?.(step);
    }
    return all;
  };
  const names = (all: readonly Timed[]): readonly string[] =>
    all.map((step) => ("failed" in step ? `failed ${step.failed}` : step.finding.step));

  test("goes through the proxy to the certificate, without a key", async () => {
    const all = await steps({ proxy: proxyOrigin });
    expect(names(all)).toEqual(["route", "resolve", "connect", "tunnel", "certificate"]);
    expect(all.at(-1)).toMatchObject({
      finding: { certificate: { subject: host, issuer: "Company" } },
    });
    expect(JSON.stringify(all)).not.toContain("problem");
    expect(received).toEqual([]);
  });

  test("finds nothing wrong with a certificate for an IPv6 address", async () => {
    const all = await steps({ proxy: proxyOrigin, to: `[${address}]` });
    expect(proxyCalls.map(({ line }) => line)).toEqual([`CONNECT [${address}]:443`]);
    expect(all.at(-1)).toMatchObject({ finding: { certificate: { subject: host } } });
    expect(JSON.stringify(all)).not.toContain("problem");
  });

  test.each([true, false])("speaks https to a proxy that does (trusted: %s)", async (isTrusted) => {
    const own = makeCertificate({ name: "Proxy", hosts: ["127.0.0.1"] }, authority);
    const secure = createTlsServer({ cert: own.cert, key: own.key }).on("connect", tunnelTo);
    secure.listen(0, "127.0.0.1");
    await once(secure, "listening");
    const { port } = secure.address() as AddressInfo;
    const all = await steps({
      proxy: `https://127.0.0.1:${port}`,
      ...(!isTrusted && { certificates: [] }),
    });
    secure.close();
    secure.closeAllConnections();
    const expected = isTrusted ? ["tunnel", "certificate"] : ["failed tunnel"];
    expect(names(all)).toEqual(["route", "resolve", "connect", ...expected]);
  });

  test("says that a certificate is not trusted, and whose it is", async () => {
    const last = (await steps({ proxy: proxyOrigin, certificates: [] })).at(-1);
    expect(last).toMatchObject({ finding: { certificate: { issuer: "Company" } } });
    expect(JSON.stringify(last)).toContain('"problem"');
  });

  test("survives a proxy that resets the connection which it has made", async () => {
    const all = await steps({
      proxy: proxyOrigin,
      async onStep(step) {
        if (!("finding" in step) || step.finding.step !== "tunnel") return;
        if (!(tunnel instanceof Socket)) throw new Error("there is no tunnel");
        const closed = once(tunnel, "close");
        tunnel.resetAndDestroy();
        await closed;
        for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      },
    });
    expect(names(all).at(-1)).toBe("failed certificate");
  });

  test("ends where the way ends", async () => {
    expect(names(await steps({}))).toEqual(["route", "failed resolve"]);
    wantedCredentials = "Basic other";
    const refused = await steps({ proxy: proxyOrigin });
    expect(refused.at(-1)).toMatchObject({ finding: { step: "tunnel", status: 407 } });
    expect(names(await steps({ proxy: "http://127.0.0.1:1" }))).toEqual([
      "route",
      "resolve",
      "failed connect",
    ]);
  });
});
