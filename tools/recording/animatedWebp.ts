/** A picture that takes the place of a part of the one before it. */
export interface AnimationFrame {
  /** Of its top left corner, in pixels; even numbers, as the format halves them. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A whole still WebP file. */
  readonly webp: Uint8Array;
  /** How long it is shown, in milliseconds. */
  readonly duration: number;
}

/** Puts still WebP files together as one that moves and begins again at its end (RFC 9649, "Animation"). */
export function writeAnimatedWebp(
  { width, height }: { readonly width: number; readonly height: number },
  frames: readonly AnimationFrame[],
): Uint8Array {
  const isAnimated = 0x02;
  const chunks = [
    chunk("VP8X", [...number(isAnimated, 4), ...number(width - 1, 3), ...number(height - 1, 3)]),
    // A background that nobody sees, and loops without end.
    chunk("ANIM", number(0, 6)),
    ...frames.map(frameChunk),
  ];
  return chunk("RIFF", concat([ascii("WEBP"), ...chunks]));
}

function frameChunk({ x, y, width, height, webp, duration }: AnimationFrame): Uint8Array {
  const replacesPixels = 0x02;
  const place = [x / 2, y / 2, width - 1, height - 1, duration].flatMap((value) =>
    number(value, 3),
  );
  return chunk("ANMF", concat([Uint8Array.from([...place, replacesPixels]), pictureOf(webp)]));
}

/** The chunks of a still file that hold its pixels. */
function pictureOf(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 12; at + 8 <= webp.length;) {
    const name = new TextDecoder("latin1").decode(webp.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (["ALPH", "VP8 ", "VP8L"].includes(name)) parts.push(webp.subarray(at, end));
    at = end;
  }
  return concat(parts);
}

function chunk(name: string, content: Uint8Array | readonly number[]): Uint8Array {
  const { length } = content;
  return concat([
    ascii(name),
    Uint8Array.from(number(length, 4)),
    Uint8Array.from(content),
    new Uint8Array(length % 2),
  ]);
}

/** Little-endian. */
function number(value: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
