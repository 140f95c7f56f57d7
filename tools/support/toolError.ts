/** A failure whose message says to the user, in full sentences, what went wrong and what to do. */
export class ToolError extends Error {
  override name = "ToolError";
}

/** Runs a program's main function and turns its outcome into the exit code; a ToolError is printed without a stack. */
export async function runTool(main: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : error);
    process.exitCode = 1;
  }
}
