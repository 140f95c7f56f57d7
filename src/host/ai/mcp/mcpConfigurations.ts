/** Where a server is, and what lets a client in. */
export interface McpPlace {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a client of MCP is told of a server. */
export interface McpConfiguration {
  /** The client's own name. */
  readonly client: string;
  /** The file that takes the text, as the client's documentation names it. */
  readonly file: string;
  readonly write: (place: McpPlace) => string;
}

/** The clients that are known, each in the form of its own documentation. */
export const mcpConfigurations: readonly McpConfiguration[] = [
  {
    client: "Claude Code",
    file: ".mcp.json",
    write: ({ url, headers }) => json({ type: "http", url, headers }),
  },
  {
    client: "Cline",
    file: "cline_mcp_settings.json",
    write: ({ url, headers }) => json({ type: "streamableHttp", url, headers }),
  },
  {
    client: "Continue",
    file: ".continue/mcpServers/parley.yaml",
    write: ({ url, headers }) =>
      [
        "name: Parley",
        "version: 0.0.1",
        "schema: v1",
        "mcpServers:",
        "  - name: parley",
        "    type: streamable-http",
        `    url: ${JSON.stringify(url)}`,
        "    requestOptions:",
        "      headers:",
        ...Object.entries(headers).map(
          ([name, value]) => `        ${name}: ${JSON.stringify(value)}`,
        ),
        "",
      ].join("\n"),
  },
  {
    client: "Cursor",
    file: ".cursor/mcp.json",
    write: ({ url, headers }) => json({ url, headers }),
  },
];

function json(server: object): string {
  return `${JSON.stringify({ mcpServers: { parley: server } }, undefined, 2)}\n`;
}
