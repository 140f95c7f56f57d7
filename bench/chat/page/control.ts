/** Behind so much text a new element begins: the browser lays an element out as a whole whenever text is added to it. */
const elementLength = 4000;

/** The least that any panel does: it shows a field and the texts as they are written, and follows the end. */
const transcript = document.createElement("div");
document.body.append(transcript, document.createElement("textarea"));
let last = startElement();

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const texts = textsOf(data);
  for (const text of texts) {
    if (last.textContent.length > elementLength) last = startElement();
    last.append(text);
  }
  if (texts.length > 0) document.documentElement.scrollTop = document.documentElement.scrollHeight;
});
window.dispatchEvent(new CustomEvent("to-host", { detail: { type: "ready" } }));

function startElement(): HTMLElement {
  const element = document.createElement("pre");
  element.className = "control";
  transcript.append(element);
  return element;
}

function textsOf(frame: unknown): readonly string[] {
  if (Array.isArray(frame)) return [String(frame[1])];
  const { events, state } = frame as {
    readonly events?: readonly { readonly text?: string }[];
    readonly state?: { readonly messages: readonly { readonly text: string }[] };
  };
  return [
    ...(state?.messages ?? []).map(({ text }) => `${text}\n`),
    ...(events ?? []).map(({ text = "" }) => text),
  ];
}
