import type { Message } from "../model.ts";
import {
  interrupted,
  isEndedBadly,
  isLive,
  isRemoved,
  maybeDamaged,
  maybeStored,
  type Question,
  questionMessage,
  replyMessage,
} from "./questions.ts";

/** What the service has stored of a question. */
export interface StoredExchange {
  readonly question: Message;
  /** Absent while only the question is stored. */
  readonly answer?: Message;
}

/** A stored exchange that belongs to a question. */
export interface FoundExchange extends StoredExchange {
  /** False while the service has no answer, or less of it than had arrived. */
  readonly isWhole: boolean;
}

/** What tells one record of the service from the others. */
export function recordKey({ recordId, key }: Message): string {
  return recordId ?? key;
}

/** The records of the questions with these words. */
export function recordsOf(text: string, stored: readonly Message[]): readonly string[] {
  return stored
    .filter((message) => message.role === "user" && isSameText(message.text, text))
    .map(recordKey);
}

/**
 * Which stored record belongs to which question, by the question's id. A record belongs to a question only if it was
 * not there before, asks the same, and its answer goes on from what had arrived; each belongs to one question. What
 * had arrived decides first; a question of which nothing had arrived takes what is left, and one that was taken out
 * only what goes on from what had arrived of it. Nothing is found while the same question is being answered again.
 * @param window that looks; what arrived there may be another text than what is stored
 */
export function findExchanges(
  stored: readonly Message[],
  questions: readonly Question[],
  window?: string,
): ReadonlyMap<string, FoundExchange> {
  const exchanges = toExchanges(stored);
  const taken = new Set<StoredExchange>();
  const found = new Map<string, FoundExchange>();
  const take = (
    question: Question,
    isWhole: boolean,
    fits: (answer: string | undefined) => boolean,
  ): void => {
    if (found.has(question.id)) return;
    const exchange = exchanges.find(
      (one) =>
        !taken.has(one) && isNewFor(question, one) && fits(one.answer && essence(one.answer.text)),
    );
    if (!exchange) return;
    taken.add(exchange);
    found.set(question.id, { ...exchange, isWhole: isWhole && exchange.answer !== undefined });
  };
  const live = questions.filter((question) => isLive(question) && maybeStored(question));
  // While the same question is being answered again, a new record may be either's.
  const isAskedNow = ({ text }: Question): boolean =>
    live.some((other) => isSameText(other.text, text));
  const ended = questions.filter(
    (question) =>
      !isLive(question) && !isRemoved(question) && maybeStored(question) && !isAskedNow(question),
  );
  const removed = questions.filter((question) => isRemoved(question));
  const sent = longestFirst([...live, ...ended]);
  for (const question of longestFirst([...sent, ...removed])) {
    const arrived = arrivedOf(question);
    if (arrived !== "") take(question, true, (answer) => answer?.startsWith(arrived) ?? false);
  }
  for (const question of sent) {
    const arrived = arrivedOf(question);
    // Of an answer that is still being written, a service has the question, or less than has arrived.
    if (arrived !== "") take(question, false, (answer) => arrived.startsWith(answer ?? ""));
    else take(question, true, () => true);
  }
  // A single record that is left over is the answer to the single question that is left over. For an
  // answer that another window took for whole that is too little: it may not have known all that stood at the service.
  const isLeft = (one: Question): boolean =>
    !found.has(one.id) && maybeDamaged(one) && (isEndedBadly(one) || one.window === window);
  for (const question of sent.filter(isLeft)) {
    const others = [...sent, ...removed].filter(
      (one) => !found.has(one.id) && isSameText(one.text, question.text),
    );
    const left = exchanges.filter((one) => !taken.has(one) && isNewFor(question, one));
    if (others.length === 1 && left.length === 1) take(question, true, () => true);
  }
  return found;
}

/**
 * The history with each question that the service does not have, or not completely, put where it was asked. The
 * question that is being answered stands last; its answer is not among the messages.
 * @param found what `findExchanges` gives for these questions; whole ones are shown as the service has them
 */
export function compose(
  stored: readonly Message[],
  questions: readonly Question[],
  found: ReadonlyMap<string, FoundExchange>,
): readonly Message[] {
  const open = questions.filter(
    (question) =>
      question.state !== "waiting" && !isRemoved(question) && !isSettled(question, found),
  );
  const hidden = new Set(
    open.flatMap((question) => {
      const exchange = found.get(question.id);
      return exchange ? [exchange.question, ...(exchange.answer ? [exchange.answer] : [])] : [];
    }),
  );
  const messages = stored.filter((message) => !hidden.has(message));
  // From the last one backwards, so that several with the same place keep their order.
  for (const question of open.filter((one) => !isLive(one)).toReversed()) {
    const at = placeOf(question, messages);
    messages.splice(at, 0, questionMessage(question), replyMessage(question));
  }
  return [...messages, ...open.filter((one) => isLive(one)).map(questionMessage)];
}

/** The history of a chat that is not open, with each question that the service does not have put where it was asked. */
export function withOpenQuestions(
  stored: readonly Message[],
  questions: readonly Question[],
): readonly Message[] {
  const ended = questions.map((question) => (isLive(question) ? interrupted(question) : question));
  return compose(stored, ended, findExchanges(stored, ended));
}

/** True when the service has a question with its whole answer. */
export function isSettled(question: Question, found: ReadonlyMap<string, FoundExchange>): boolean {
  return !isLive(question) && (found.get(question.id)?.isWhole ?? false);
}

/** Messages with the keys under which a panel knows them already. */
export function keepKeys(
  messages: readonly Message[],
  before: readonly Message[],
): readonly Message[] {
  const keys = new Map(before.map((message) => [identity(message), message.key]));
  const used = new Set<string>();
  return messages.map((message) => {
    const key = keys.get(identity(message)) ?? message.key;
    if (used.has(key)) return message;
    used.add(key);
    return key === message.key ? message : { ...message, key };
  });
}

/** What a message is, in whichever list it comes. */
function identity(message: Message): string {
  return `${message.role === "user" ? "question" : "answer"} ${recordKey(message)}`;
}

function toExchanges(stored: readonly Message[]): readonly StoredExchange[] {
  return stored.flatMap((question, index) => {
    if (question.role !== "user") return [];
    for (const message of stored.slice(index + 1)) {
      if (message.role === "user") break;
      if (message.role !== "system") return [{ question, answer: message }];
    }
    return [{ question }];
  });
}

function isNewFor({ text, known }: Question, { question }: StoredExchange): boolean {
  return isSameText(question.text, text) && !(known ?? []).includes(recordKey(question));
}

/** Where a question belongs that the service does not have: behind what stood before it, else by its time. */
function placeOf({ after, askedAt }: Question, messages: readonly Message[]): number {
  if (after === "") return 0;
  const before = messages.findLastIndex((message) => recordKey(message) === after);
  if (before !== -1) {
    // The answer to what stood before it may have been stored since.
    const next = messages.findIndex(({ role }, index) => index > before && role === "user");
    return next === -1 ? messages.length : next;
  }
  // What is only here was put there before, and so was asked later.
  const later = messages.findIndex(
    ({ createdAt, isLocal }) => isLocal || (createdAt !== undefined && createdAt > askedAt),
  );
  return later === -1 ? messages.length : later;
}

/** More text says more about whose it is. */
function longestFirst(questions: readonly Question[]): readonly Question[] {
  return questions.toSorted((a, b) => arrivedOf(b).length - arrivedOf(a).length);
}

/** What has arrived of an answer, in the form in which answers are compared. */
function arrivedOf({ reply }: Question): string {
  return essence(reply?.text ?? "");
}

/** True when two questions have the same words: services trim and normalise them. */
export function isSameText(left: string, right: string): boolean {
  return normalise(left) === normalise(right);
}

function normalise(text: string): string {
  return text.normalize().replaceAll(/\s+/g, " ").trim();
}

/**
 * What stays of an answer however a service stores it: letters and digits. Citation markers are left out, also one
 * that had not arrived completely, because a service may store them in another form.
 */
function essence(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\[[^\][]*(?:\]|$)/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
