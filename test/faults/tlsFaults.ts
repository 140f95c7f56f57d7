import { type Issuer, makeCertificate } from "./certificates.ts";
import { type Fault, repeated, repeatedReads } from "./fault.ts";

const here = ["127.0.0.1", "localhost"];

/** The authority that the tests trust. */
export const authority: Issuer = makeCertificate({ name: "Parley tests", isAuthority: true });
const stranger = makeCertificate({ name: "Somebody", isAuthority: true });

const good = makeCertificate({ name: "good", hosts: here }, authority);
const selfSigned = makeCertificate({ name: "self-signed", hosts: here });
const old = makeCertificate({ name: "old", hosts: here, days: [-30, -1] }, authority);
const young = makeCertificate({ name: "young", hosts: here, days: [1, 30] }, authority);
const elsewhere = makeCertificate({ name: "else", hosts: ["elsewhere.example"] }, authority);
const nameless = makeCertificate({ name: "127.0.0.1" }, authority);
const unknown = makeCertificate({ name: "unknown", hosts: here }, stranger);

/** What can be wrong with who answers. A certificate does not become valid by waiting, so nothing is tried again. */
export const tlsFaults: readonly Fault[] = [
  { name: "trusted certificate", expect: "same", tls: good },
  { name: "self-signed", expect: "config", tls: selfSigned },
  { name: "expired", expect: "config", tls: old },
  { name: "not valid yet", expect: "config", tls: young },
  { name: "wrong host", expect: "config", tls: elsewhere },
  { name: "no host at all", expect: "config", tls: nameless },
  { name: "unknown authority", expect: "config", tls: unknown },
  {
    name: "outdated TLS",
    expect: "config",
    tls: { ...good, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
  },
  {
    name: "no TLS at all",
    expect: "config",
    isHttps: true,
    meet: (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
  },
  {
    name: "closed during the handshake",
    expect: "unreachable",
    isHttps: true,
    meet: (socket) => void socket.end(),
    tries: repeatedReads,
  },
  {
    name: "handshake that never ends",
    expect: "timeout",
    isHttps: true,
    transport: { connectTimeout: 200 },
    // Without a connection, nothing can have arrived.
    tries: repeated,
  },
  {
    name: "self-signed, http.proxyStrictSSL off",
    expect: "same",
    tls: selfSigned,
    transport: { strictCertificates: false },
  },
];
