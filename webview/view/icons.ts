import { html, type TemplateResult } from "lit";

/** Outlines on a 16 × 16 grid, drawn in the colour of the text around them. */
const paths = {
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  insert: "M2.5 3.5h11M2.5 12.5h11M6 8h7.5M2.5 6l2 2-2 2",
  newFile: "M9 1.75H3.75v12.5h8.5V5zM9 1.75V5h3.25M8 7.25v4.5M5.75 9.5h4.5",
  reload: "M13 3v3.5H9.5M12.6 6.5A5 5 0 1 0 13 9",
  trash: "M3 4.25h10M6.25 4V2.5h3.5V4M4.5 4.5l.5 9h6l.5-9M6.75 7v4M9.25 7v4",
  up: "M5 7.25 7.5 2c1 0 1.5.75 1.5 1.75v2.5h3.5l-.75 6.5H5M2.5 7.25H5v5.5H2.5z",
  down: "M5 8.75 7.5 14c1 0 1.5-.75 1.5-1.75v-2.5h3.5l-.75-6.5H5M2.5 8.75H5v-5.5H2.5z",
  human: "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3.25 13.5c0-2.6 2-4 4.75-4s4.75 1.4 4.75 4",
  close: "M4 4l8 8M12 4l-8 8",
  arrowDown: "M8 2.5v11M3.5 9 8 13.5 12.5 9",
  file: "M9 1.75H3.75v12.5h8.5V5zM9 1.75V5h3.25",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof paths;

/** An icon in a template. It is decoration: the control around it has the name. */
export function icon(name: IconName): TemplateResult {
  return html`<svg viewBox="0 0 16 16" class="icon" aria-hidden="true">
    <path d=${paths[name]}></path>
  </svg>`;
}

/** The same icon as a node, where no template is drawn. */
export function iconElement(name: IconName): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
