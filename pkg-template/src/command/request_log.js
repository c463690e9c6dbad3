// The log's lines: a terminal or a pipe that takes none must not stop the server, nor fill its memory.

export class RequestLog {
  #out;
  #limits;
  #waiting = 0;

  constructor(out, limits) {
    this.#out = out;
    this.#limits = limits;
    out.on('error', () => {}); // nobody reads any more
  }

  /** Writes one line, soon. Beyond the lines that may wait, lines are lost. */
  write(line) {
    if (this.#waiting >= this.#limits.waiting_lines) return;
    this.#waiting++;
    this.#out.write(`${line}\n`, () => this.#waiting--);
  }

  /** Resolves when the lines so far are written, but does not wait for a reader that takes none. */
  flush() {
    return new Promise((resolve) => {
      setTimeout(resolve, this.#limits.log_grace);
      this.#out.write('', resolve);
    });
  }
}
