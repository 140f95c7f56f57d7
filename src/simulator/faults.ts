/** Everything that can go wrong on purpose; a user picks one in the demo, a test sets one. */
export const faults = [
  {
    id: "slow",
    title: "Slow",
    description: "The answer starts after two seconds and then crawls.",
  },
  {
    id: "stall",
    title: "Stalls",
    description: "Half of the answer arrives, then nothing; the connection stays open.",
  },
  {
    id: "silent",
    title: "Silence",
    description: "The service takes the question and says nothing; the connection stays open.",
  },
  {
    id: "open-end",
    title: "No end",
    description: "The whole answer arrives, and the connection stays open.",
  },
  {
    id: "late-record",
    title: "Stored late",
    description: "The answer arrives, and the service lists it twenty seconds later.",
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
    description: "The answer is not what its format promises: broken JSON or invalid UTF-8.",
  },
  {
    id: "html",
    title: "HTML error page",
    description: "Status 200, but a proxy's HTML page instead of the answer.",
  },
  {
    id: "unauthorized",
    title: "Key refused (401)",
    description: "The service says that it does not know the key.",
  },
  {
    id: "forbidden",
    title: "Forbidden (403)",
    description: "The service knows the key, and the key may not do this.",
  },
  {
    id: "not-found",
    title: "Not found (404)",
    description: "The service says that there is no such thing.",
  },
  {
    id: "rate-limited",
    title: "Rate limited (429)",
    description: "Too many requests; the service asks to come back in two seconds.",
  },
  {
    id: "error-then-well",
    title: "Server error once (500)",
    description: "The first try fails with a server error, the next one works.",
  },
  {
    id: "huge",
    title: "Huge answer",
    description: "A valid answer of about one megabyte.",
  },
  {
    id: "empty",
    title: "Empty answer",
    description: "Status 200 and not a single byte.",
  },
] as const;

/** The name of one fault. */
export type FaultId = (typeof faults)[number]["id"];
