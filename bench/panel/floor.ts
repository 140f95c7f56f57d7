/** The least that any panel does: it appends the text and shows its end. Everything else is measured against it. */
const transcript = document.createElement("pre");
transcript.className = "floor";
document.body.append(transcript);

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const text = textOf(data);
  if (text === "") return;
  transcript.append(text);
  document.documentElement.scrollTop = document.documentElement.scrollHeight;
});

function textOf(frame: unknown): string {
  if (Array.isArray(frame)) return String(frame[1]);
  const { events } = frame as { events?: readonly { type: string; text?: string }[] };
  return (events ?? [])
    .flatMap(({ type, text }) => (type === "text-delta" ? [text ?? ""] : []))
    .join("");
}
