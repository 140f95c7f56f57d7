import { TransportError, type HttpTransport } from "../http/transport.ts";
import { joinBytes } from "../wire/bytes.ts";

/** One request and what was read of its answer. */
export interface Exchange {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly status: number;
  /** Empty where there is none. */
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** False where the body was cut off, was not read to its end, or is longer than is kept. */
  readonly isWhole: boolean;
}

/** More of a body than this is not kept, in bytes. */
const maxKept = 4 * 1024 * 1024;

/** Carries requests over another transport and hands on what was read of each answer, when its body is closed. */
export class ObservedTransport implements HttpTransport {
  readonly #transport: HttpTransport;
  readonly #onExchange: (exchange: Exchange) => void;
  #mayChange = false;

  constructor(transport: HttpTransport, onExchange: (exchange: Exchange) => void) {
    this.#transport = transport;
    this.#onExchange = onExchange;
  }

  /** Lets requests through that may change something, while an action runs. Others are refused before they leave. */
  async whileChanging<T>(action: () => Promise<T>): Promise<T> {
    this.#mayChange = true;
    try {
      return await action();
    } finally {
      this.#mayChange = false;
    }
  }

  send: HttpTransport["send"] = async (request, signal) => {
    const { method, url } = request;
    if (method !== "GET" && !this.#mayChange)
      throw new TransportError("bug", `${method} while only reading is allowed`, true);
    const response = await this.#transport.send(request, signal);
    const { status, headers } = response;
    const about = {
      method,
      path: url.pathname,
      status,
      contentType: headers["content-type"] ?? "",
    };
    return { ...response, body: this.#observe(response.body, about) };
  };

  async *#observe(
    body: AsyncIterable<Uint8Array>,
    about: Omit<Exchange, "body" | "isWhole">,
  ): AsyncGenerator<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    let isEnd = false;
    try {
      for await (const piece of body) {
        // Whoever reads the piece may do with it what they like.
        if (length < maxKept) pieces.push(piece.slice());
        length += piece.byteLength;
        yield piece;
      }
      isEnd = true;
    } finally {
      this.#onExchange({ ...about, body: joinBytes(pieces), isWhole: isEnd && length <= maxKept });
    }
  }
}
