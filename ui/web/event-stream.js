/**
 * Reading `text/event-stream` from a response body, by the rules of the HTML standard.
 *
 * EventSource cannot send a POST, so the page reads the stream itself.
 */

/** @typedef {{event: string, data: string}} ServerEvent */

const SILENCE = 60_000; // ms; the service sends a ping at least every 15 s

export class EventParser {
  #line = '';
  #event = '';
  /** @type {string[]} */
  #data = [];
  #afterReturn = false;

  /**
   * Take the next piece of text, cut anywhere, and return the events that it completes.
   *
   * @param {string} text
   * @returns {ServerEvent[]}
   */
  push(text) {
    /** @type {ServerEvent[]} */
    const events = [];
    for (const part of text.split(/(\r\n|\r|\n)/)) {
      if (part !== '\r' && part !== '\n' && part !== '\r\n') {
        this.#line += part;
        if (part) this.#afterReturn = false;
        continue;
      }
      const secondHalf = part === '\n' && this.#afterReturn;
      this.#afterReturn = part === '\r';
      if (!secondHalf) this.#endLine(events);
    }
    return events;
  }

  /** @param {ServerEvent[]} events */
  #endLine(events) {
    const line = this.#line;
    this.#line = '';
    if (line === '') {
      if (this.#data.length) {
        events.push({ event: this.#event || 'message', data: this.#data.join('\n') });
      }
      this.#event = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
  }
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {}); // already broken: nothing left to cancel
  }
}

/**
 * Give up on a service that has fallen silent.
 *
 * @template T
 * @param {Promise<T>} read
 * @returns {Promise<T>}
 */
async function withinSilence(read) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The service fell silent.')), SILENCE);
  });
  try {
    return /** @type {T} */ (await Promise.race([read, silence]));
  } finally {
    clearTimeout(timer);
  }
}
