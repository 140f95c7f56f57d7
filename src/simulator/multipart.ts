import type { SimulatedPart } from "../core/simulation.ts";

/** The parts of a form by name (RFC 7578); none when the body is no form. */
export function readForm(
  contentType: string | undefined,
  body: Uint8Array,
): ReadonlyMap<string, SimulatedPart> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType ?? "")?.[1];
  if (boundary === undefined) return new Map();
  // Latin-1 has one character for each byte, so that no byte is lost in between.
  const sections = Buffer.from(body).toString("latin1").split(`--${boundary}`).slice(1, -1);
  return new Map(sections.flatMap(readPart));
}

function readPart(section: string): readonly (readonly [string, SimulatedPart])[] {
  const split = section.indexOf("\r\n\r\n");
  const head = Buffer.from(section.slice(0, split), "latin1").toString("utf8");
  const name = /\bname="([^"]*)"/.exec(head)?.[1];
  if (split === -1 || name === undefined) return [];
  const bytes = Buffer.from(section.slice(split + 4, -2), "latin1");
  const fileName = /\bfilename="([^"]*)"/.exec(head)?.[1];
  const type = /^content-type:\s*(\S+)/im.exec(head)?.[1];
  const part: SimulatedPart = {
    text: bytes.toString("utf8"),
    length: bytes.length,
    ...(fileName !== undefined && { fileName }),
    ...(type !== undefined && { type }),
  };
  return [[name, part]];
}
