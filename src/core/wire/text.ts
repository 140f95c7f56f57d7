/**
 * Decodes UTF-8 that may be cut anywhere, also inside a character. A byte-order mark is dropped, an invalid byte
 * becomes U+FFFD, line breaks stay as they are. Never yields an empty string.
 */
export async function* decodeText(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

/** A whole body as text. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: string[] = [];
  for await (const text of decodeText(body)) pieces.push(text);
  return pieces.join("");
}
