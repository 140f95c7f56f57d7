/** So many bytes at once: a call takes only so many arguments. Divisible by three, so that pieces can be joined. */
const pieceLength = 24_576;

/** Bytes as base64, the form in which files travel (1.2). */
export function toBase64(content: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < content.length; start += pieceLength)
    pieces.push(btoa(String.fromCharCode(...content.subarray(start, start + pieceLength))));
  return pieces.join("");
}
