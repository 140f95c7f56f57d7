import { html, type TemplateResult } from "lit";

/** Outlines on a 16 × 16 grid, drawn in the colour of the text around them. */
const paths = {
  again: "M13 3v3.5H9.5M12.6 6.5A5 5 0 1 0 13 9",
  apply: "M2.5 3h7M2.5 6.5h4.5M2.5 10h3M7.5 11.5l2.25 2.25 4.25-5.5",
  arrowDown: "M8 2.5v11M3.5 9 8 13.5 12.5 9",
  attach:
    "M11.5 5.5 6.6 10.4a1.4 1.4 0 0 0 2 2l5-5a3 3 0 0 0-4.2-4.2L4.2 8.3a4.5 4.5 0 0 0 6.4 6.4",
  chevronDown: "M3.5 6 8 10.5 12.5 6",
  chevronUp: "M3.5 10 8 5.5 12.5 10",
  close: "M4 4l8 8M12 4l-8 8",
  compare: "M2.5 3.5h4v9h-4zM9.5 3.5h4v9h-4zM8 2v12",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  down: "M5 8.75 7.5 14c1 0 1.5-.75 1.5-1.75v-2.5h3.5l-.75-6.5H5M2.5 8.75H5v-5.5H2.5z",
  edit: "M2.75 13.25l.75-3 7.5-7.5 2.25 2.25-7.5 7.5zM9.5 4.25l2.25 2.25",
  error:
    "M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5zM5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5",
  file: "M9 1.75H3.75v12.5h8.5V5zM9 1.75V5h3.25",
  find: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
  human: "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3.25 13.5c0-2.6 2-4 4.75-4s4.75 1.4 4.75 4",
  info: "M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5zM8 7.25v4M8 4.75v.01",
  insert: "M2.5 3.5h11M2.5 12.5h11M6 8h7.5M2.5 6l2 2-2 2",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  newFile: "M9 1.75H3.75v12.5h8.5V5zM9 1.75V5h3.25M8 7.25v4.5M5.75 9.5h4.5",
  reload: "M13 3v3.5H9.5M12.6 6.5A5 5 0 1 0 13 9M8 5.5V8l1.5 1.5",
  replace: "M2.5 4h8M8 1.5 10.5 4 8 6.5M13.5 12h-8M8 9.5 5.5 12 8 14.5",
  send: "M2.5 2.5 13.5 8 2.5 13.5 4 8zM4 8h5",
  select: "M2.5 2.5h11v11h-11zM5 8l2.25 2.25L11.25 6",
  teach: "M1.5 6 8 3l6.5 3L8 9zM4.5 7.5v3.75c2 1.5 5 1.5 7 0V7.5M14.5 6v4.5",
  terminal: "M2.5 3h11v10h-11zM5 6l2 2-2 2M8.5 10.5H11",
  trash: "M3 4.25h10M6.25 4V2.5h3.5V4M4.5 4.5l.5 9h6l.5-9M6.75 7v4M9.25 7v4",
  up: "M5 7.25 7.5 2c1 0 1.5.75 1.5 1.75v2.5h3.5l-.75 6.5H5M2.5 7.25H5v5.5H2.5z",
  wrap: "M2.5 3.5h11M2.5 8h9a2.25 2.25 0 0 1 0 4.5H8.5M10 11l-1.75 1.5L10 14M2.5 12.5H5",
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
