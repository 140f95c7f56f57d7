/** A tool as clients of MCP see it. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of what `run` takes. */
  readonly inputSchema: { readonly type: "object"; readonly [keyword: string]: unknown };
  /**
   * Does what is asked for. A failure that its caller should read is an answer with `isError`.
   * @param input untrusted; the schema above is a promise of the caller's
   */
  readonly run: (input: unknown, signal: AbortSignal) => Promise<McpAnswer>;
}

/** What a tool answers. */
export interface McpAnswer {
  readonly text: string;
  readonly isError?: boolean;
}
