import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate with its private key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Who signs a certificate. */
export interface Issuer extends Certificate {
  readonly name: string;
  readonly privateKey: KeyObject;
}

const day = 24 * 60 * 60 * 1000;

/** One DER value: its tag, its length, its content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const bytes: number[] = [];
  for (let rest = body.length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  const length = body.length < 0x80 ? [body.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const octets = (content: Uint8Array): Buffer => der(0x04, content);
const text = (value: string): Buffer => der(0x0c, Buffer.from(value));
const yes = der(0x01, Buffer.from([0xff]));

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

const ecdsaWithSha256 = sequence(identifier("1.2.840.10045.4.3.2"));
const nameOf = (name: string): Buffer =>
  sequence(der(0x31, sequence(identifier("2.5.4.3"), text(name))));

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return der(0x18, Buffer.from(digits));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function addressBytes(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from(host.split(".").map(Number));
  const [start = "", end = ""] = host.split("::");
  const groups = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [before, behind] = [groups(start), groups(end)];
  const zeros = Array<number>(8 - before.length - behind.length).fill(0);
  const all = [...before, ...zeros, ...behind];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** What a certificate says. */
interface Contents {
  readonly name: string;
  /** Host names and addresses that it stands for. */
  readonly hosts?: readonly string[];
  readonly isAuthority?: boolean;
  /** First and last day, counted from now. */
  readonly days?: readonly [number, number];
}

/** Makes an ECDSA certificate (X.509 v3); without an issuer it is signed by itself. */
export function makeCertificate(contents: Contents, issuer?: Issuer): Issuer {
  const { name, hosts = [], isAuthority = false, days = [-1, 1] } = contents;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const alternatives = hosts.map((host) =>
    isIP(host) === 0 ? der(0x82, Buffer.from(host)) : der(0x87, addressBytes(host)),
  );
  const extensions = [
    sequence(identifier("2.5.29.19"), yes, octets(sequence(...(isAuthority ? [yes] : [])))),
    ...(hosts.length > 0
      ? [sequence(identifier("2.5.29.17"), octets(sequence(...alternatives)))]
      : []),
  ];
  const [from, to] = days.map((count) => Date.now() + count * day);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1 + Math.floor(Math.random() * 126), ...Buffer.from(name)])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(time(from ?? 0), time(to ?? 0)),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign("sha256", body, issuer?.privateKey ?? privateKey);
  const bits = der(0x03, Buffer.from([0]), signature);
  return {
    name,
    privateKey,
    cert: pem("CERTIFICATE", sequence(body, ecdsaWithSha256, bits)),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
