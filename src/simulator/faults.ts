/** Everything that can go wrong on purpose; a user picks one in the demo, a test sets one. */
export const faults = [
  {
    id: "slow",
    title: "Slow",
    description: "The answer starts after two seconds and arrives slowly.",
  },
  {
    id: "stall",
    title: "Stalled answer",
    description: "Half of the answer arrives, then nothing more. The connection stays open.",
  },
  {
    id: "silent",
    title: "No response",
    description: "The service accepts the question but never responds. The connection stays open.",
  },
  {
    id: "open-end",
    title: "Connection never closed",
    description: "The whole answer arrives, but the connection stays open.",
  },
  {
    id: "late-record",
    title: "Stored late",
    description: "The answer arrives, but the service lists it only 20 seconds later.",
  },
  {
    id: "cut",
    title: "Connection lost",
    description: "The connection breaks in the middle of the answer.",
  },
  {
    id: "cut-in-character",
    title: "Connection lost inside a character",
    description: "The connection breaks between two bytes of one character.",
  },
  {
    id: "malformed",
    title: "Malformed answer",
    description: "The response has the wrong format: broken JSON or invalid UTF-8.",
  },
  {
    id: "html",
    title: "HTML error page",
    description: "Status 200, but a proxy's HTML page instead of the answer.",
  },
  {
    id: "unauthorized",
    title: "API key rejected (401)",
    description: "The service rejects the API key.",
  },
  {
    id: "forbidden",
    title: "Forbidden (403)",
    description: "The API key is valid but lacks permission.",
  },
  {
    id: "blocked",
    title: "Blocked by a firewall (403)",
    description: "A firewall's HTML page instead of the service. The API key is not to blame.",
  },
  {
    id: "not-found",
    title: "Not found (404)",
    description: "The service reports that the item does not exist.",
  },
  {
    id: "rate-limited",
    title: "Rate limited (429)",
    description: "Too many requests. The service asks to retry after two seconds.",
  },
  {
    id: "limit",
    title: "Usage limit reached",
    description: "Status 200, but the service reports a limit instead of answering.",
  },
  {
    id: "error-then-well",
    title: "Server error once (500)",
    description: "The first attempt fails with a server error, the next one succeeds.",
  },
  {
    id: "huge",
    title: "Huge answer",
    description: "A valid answer of about one megabyte.",
  },
  {
    id: "event-stream",
    title: "Event stream",
    description: "The answer arrives as server-sent events.",
  },
  {
    id: "plain-text",
    title: "Plain text",
    description: "The answer arrives as plain text.",
  },
  {
    id: "quoted",
    title: "Quoted answer",
    description: "The answer arrives as one JSON string.",
  },
  {
    id: "nested",
    title: "Nested pieces",
    description: "Each piece of the answer is inside another object.",
  },
  {
    id: "empty",
    title: "Empty answer",
    description: "Status 200 with an empty body.",
  },
] as const;

/** The name of one fault. */
export type FaultId = (typeof faults)[number]["id"];
