import type { UploadFile } from "../resources.ts";
import { joinBytes } from "../wire/bytes.ts";
import type { HttpBody } from "./transport.ts";

/** One part of a form: a text, or a file. */
export interface FormPart {
  readonly name: string;
  readonly value: string | UploadFile;
}

/**
 * A form as `multipart/form-data` (RFC 7578). Names are quoted as browsers quote them.
 * @param onSent told as the form leaves, with the bytes that have left, at most as many as its last file has
 */
export function multipart(parts: readonly FormPart[], onSent?: (bytes: number) => void): HttpBody {
  const boundary = `parley-${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let fileLength = 0;
  for (const { name, value } of parts) {
    const isFile = typeof value !== "string";
    const fileName = isFile
      ? `; filename="${quote(value.name)}"\r\nContent-Type: ${value.type}`
      : "";
    const disposition = `Content-Disposition: form-data; name="${quote(name)}"${fileName}`;
    pieces.push(
      encoder.encode(`--${boundary}\r\n${disposition}\r\n\r\n`),
      isFile ? value.content : encoder.encode(value),
      encoder.encode("\r\n"),
    );
    if (isFile) fileLength = value.content.byteLength;
  }
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    content: joinBytes(pieces),
    ...(onSent && { onSent: (bytes: number) => onSent(Math.min(bytes, fileLength)) }),
  };
}

function quote(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
