// How the stand-in for the editor knows servers of MCP.

/** A server that is reached by HTTP. */
export class McpHttpServerDefinition {
  readonly label: string;
  readonly uri: { toString(): string };
  readonly headers: Readonly<Record<string, string>>;

  constructor(label: string, uri: { toString(): string }, headers = {}) {
    this.label = label;
    this.uri = uri;
    this.headers = headers;
  }
}

/** What an extension offers servers with. */
export interface McpProvider {
  provideMcpServerDefinitions(): Promise<McpHttpServerDefinition[]>;
  resolveMcpServerDefinition(
    offered: McpHttpServerDefinition,
  ): Promise<McpHttpServerDefinition | undefined>;
  readonly onDidChangeMcpServerDefinitions: (listener: () => void) => { dispose(): void };
}
