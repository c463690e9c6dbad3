// Connections: how many, which one goes when there are too many, and the last word on those that send no HTTP.

/** How often heads that take too long are looked for. */
export const CHECKING_INTERVAL = 500;

/** Descriptors that the process needs besides those of connections. */
const RESERVE = 32;
const FEWEST = 4;

/** Requests that wait on one connection. */
const MOST_WAITING = 100;

/** A connection: what is under way on it. */
class Connection {
  /** Requests that have not been answered whole. */
  open = 0;
  /** Resolves when the latest of them has been. */
  turn = undefined;
  /** What ends the reading of a body, while one is read. */
  endBody = undefined;
  /** How many bytes there had been when the last answer was whole: more, and a head has begun. */
  readBefore = 0;
  /** Its place among the connections, by when they were heard. */
  heard = 0;
  /** The last answer, which waits for those before it. */
  last = undefined;

  constructor(socket) {
    this.socket = socket;
  }

  /** Says the last word once everything before is said, and ends. */
  end(bytes) {
    this.last = bytes;
    if (this.open === 0) this.endNow();
  }

  endNow() {
    this.socket.end(this.last, () => this.socket.destroy());
  }
}

export class Connections {
  #known = new Map();
  #heard = 0;
  #most;
  #isStopping = false;

  constructor(limits) {
    this.#most = Math.min(limits.connections, mostDescriptors());
  }

  /** Takes a connection; the one that has been quiet for longest goes where there are too many. */
  add(socket) {
    if (this.#known.size >= this.#most) this.#closeQuietest();
    const connection = new Connection(socket);
    this.#known.set(socket, connection);
    this.hear(socket);
    socket.on('close', () => this.#known.delete(socket));
  }

  of(socket) {
    return this.#known.get(socket);
  }

  /** A connection was opened, or has sent a whole head. */
  hear(socket) {
    const connection = this.of(socket);
    if (connection) connection.heard = this.#heard++;
  }

  /**
   * A request has begun; `response` is what answers it. Returns what its answer has to wait for, if anything: one answer a
   * connection is made at a time, since those that nobody reads would fill the memory.
   */
  begin(socket, response) {
    const connection = this.of(socket);
    if (!connection) return undefined;
    this.hear(socket);
    if (++connection.open > MOST_WAITING) socket.destroy();
    const before = connection.open > 1 ? connection.turn : undefined;
    connection.turn = new Promise((resolve) => response.once('close', resolve));
    if (this.#isStopping) response.setHeader('connection', 'close');
    response.once('close', () => {
      connection.open--;
      connection.readBefore = socket.bytesRead;
      if (connection.open > 0) return;
      if (connection.last) connection.endNow();
      else if (this.#isStopping) socket.destroySoon();
    });
    return before;
  }

  /**
   * A time without a byte has passed: ends a connection that takes none of its answer, or that waits between two requests.
   * One that waits for an answer stays, and one that has sent less than a head has a time of its own.
   */
  endIfIdle(socket) {
    const connection = this.of(socket);
    if (!connection) return socket.destroy();
    const { open, readBefore } = connection;
    const isStuck = socket.writableLength > 0;
    const isBetween = open === 0 && readBefore > 0 && socket.bytesRead === readBefore;
    if (isStuck || isBetween) socket.destroy();
  }

  /** Ends what is quiet, and the others once they are answered. */
  stop() {
    this.#isStopping = true;
    for (const [socket, { open }] of this.#known) if (open === 0) socket.destroy();
  }

  endAll() {
    for (const socket of this.#known.keys()) socket.destroy();
  }

  #closeQuietest() {
    let quietest;
    for (const connection of this.#known.values())
      if (!quietest || connection.heard < quietest.heard) quietest = connection;
    this.#known.delete(quietest.socket);
    quietest.socket.destroy();
  }
}

/** What the system allows: where it has no more, it would close new connections, and stalled ones would stay. */
const mostDescriptors = () => {
  const { userLimits } = /** @type {any} */ (process.report?.getReport() ?? {});
  const soft = Number(userLimits?.open_files?.soft);
  return soft > 0 ? Math.max(FEWEST, soft - RESERVE) : Infinity;
};
