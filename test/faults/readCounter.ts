import type { TransportResponse } from "../../src/core/http/transport.ts";

/** Counts how much of a body the client has read. */
export class ReadCounter {
  #bytes = 0;
  #waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];

  /** Settles when so many bytes were read. */
  until = async (bytes: number): Promise<void> =>
    new Promise((resolve) => {
      this.#waiting.push({ bytes, resolve });
      this.#tell();
    });

  /** The same answer, counted from here on. */
  count(response: TransportResponse): TransportResponse {
    this.#bytes = 0;
    return { ...response, body: this.#read(response.body) };
  }

  async *#read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      yield chunk;
      // Whoever asks for more has worked through what came before.
      this.#bytes += chunk.length;
      this.#tell();
    }
  }

  #tell(): void {
    for (const { bytes, resolve } of this.#waiting) if (bytes <= this.#bytes) resolve();
    this.#waiting = this.#waiting.filter(({ bytes }) => bytes > this.#bytes);
  }
}
