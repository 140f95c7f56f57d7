import { html, nothing, type TemplateResult } from "lit";
import type { Attachment } from "../../src/core/chat/draft.ts";
import { firstClick, iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

/** The attachments of the next question, each with its lines, its size, and a way to see and to remove it. */
export function attachmentsView(
  attachments: readonly Attachment[],
): TemplateResult | typeof nothing {
  if (attachments.length === 0) return nothing;
  return html`<ul class="attachments" aria-label=${text.attached}>
    ${attachments.map(attachmentView)}
  </ul>`;
}

function attachmentView(attachment: Attachment): TemplateResult {
  const { id, path, lines } = attachment;
  const size = text.size(new TextEncoder().encode(attachment.text).byteLength);
  const place = lines
    ? text.lineRange(lines.first, lines.last)
    : text.lineCount(attachment.text.replace(/\n$/, "").split("\n").length);
  return html`<li class="attachment">
    <button
      type="button"
      class="attachment-name"
      title=${text.showAttachment(path)}
      @click=${() => post({ type: "show-attachment", id })}
    >
      ${icon("file")}<span dir="auto">${path}</span
      ><span class="attachment-size">${place}, ${size}</span>
    </button>
    ${iconButton({ label: text.detach(path), icon: "close", onClick: firstClick(() => post({ type: "detach", id })) })}
    <details ?open=${isShort(attachment.text)}>
      <summary>${text.attached}</summary>
      <pre tabindex="0" role="region" aria-label=${path}>${attachment.text}</pre>
    </details>
  </li>`;
}

/** Short enough to be shown without being asked for. */
function isShort(code: string): boolean {
  return code.length <= 2000 && code.split("\n").length <= 8;
}
