// Runs in a page of the browser, which reads PNG and writes WebP: no library is needed for either.

/** @type {Uint32Array | undefined} */
let before;

/**
 * What a screenshot changes of the one before it, as a WebP without loss; undefined when that is nothing.
 * @param {string} png in base64
 */
globalThis.encodeFrame = async (png) => {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const box = changedBox(pixels, width, height);
  before = pixels;
  if (box === undefined) return undefined;
  const part = new OffscreenCanvas(box.width, box.height);
  part.getContext("2d").drawImage(canvas, -box.x, -box.y);
  const webp = await part.convertToBlob({ type: "image/webp", quality: 1 });
  const letters = Array.from(new Uint8Array(await webp.arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  );
  return { ...box, webp: btoa(letters.join("")) };
};

/**
 * @param {Uint32Array} pixels
 * @param {number} width
 * @param {number} height
 */
function changedBox(pixels, width, height) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < pixels.length; at += 1) {
    if (before?.[at] === pixels[at]) continue;
    const x = at % width;
    const y = Math.floor(at / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right < 0) return undefined;
  // The format halves the place of a frame.
  left -= left % 2;
  top -= top % 2;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
