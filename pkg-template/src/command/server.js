// The server: `node:http`'s, with limits of its own. Which request is refused, and how, Rust says (`testing/src/door.rs`).

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { readBody } from './body.js';
import { CHECKING_INTERVAL, Connections } from './connections.js';
import { real } from './console.js';
import { deliver, send } from './delivery.js';

export class Server {
  #rules;
  #limits;
  #log;
  #connections;
  #http;
  #inside;
  #open;
  #opened = new Promise((resolve) => {
    this.#open = resolve;
  });

  constructor(rules, limits, log) {
    this.#rules = rules;
    this.#limits = limits;
    this.#log = log;
    this.#connections = new Connections(limits);
    this.#http = this.#create();
  }

  /** Resolves to the address that it listens on. Who asks before `open` waits. */
  listen(host, port) {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen({ host, port }, () => resolve(this.#http.address()));
    });
  }

  /** Answers with `door` from now on; `file` keeps its state, if there is one. */
  open(door, file) {
    this.#inside = { door, file };
    this.#open();
  }

  /** Closes: requests that have begun get a short time to end. */
  async close() {
    const closed = new Promise((resolve) => this.#http.close(resolve));
    this.#connections.stop();
    const late = setTimeout(() => this.#connections.endAll(), this.#limits.grace);
    await closed;
    clearTimeout(late);
  }

  #create() {
    const { head_bytes, head_time, answer_time } = this.#limits;
    const server = createServer({
      maxHeaderSize: head_bytes,
      headersTimeout: head_time,
      keepAliveTimeout: head_time,
      requestTimeout: 0, // a body has a time of its own
      connectionsCheckingInterval: CHECKING_INTERVAL,
      requireHostHeader: false, // a missing one gets an answer as any other
      noDelay: true,
    });
    server.maxHeadersCount = 0; // a header beyond it would be dropped without a word; the rules count them
    server.timeout = answer_time / 2; // the first one notes how much waits, the second one that it still does
    server.on('connection', (socket) => this.#connections.add(socket));
    server.on('timeout', (socket) => this.#connections.endIfIdle(socket));
    server.on('clientError', (error, socket) => this.#refuse(/** @type {any} */ (error).code, socket));
    for (const event of ['request', 'checkExpectation']) server.on(event, (...pair) => this.#take(...pair));
    server.on('connect', (incoming, socket) => this.#refuseTunnel(incoming, socket));
    return server;
  }

  /** Answers a request, and leaves a line in the log in any case: also when its client has gone before. */
  async #take(incoming, response) {
    const { socket, httpVersion } = incoming;
    if (httpVersion !== '1.1' && httpVersion !== '1.0') return this.#refuse('HPE_INVALID_VERSION', socket);
    const before = this.#connections.begin(socket, response);
    response.sendDate = false;
    let answered;
    response.once('close', () => this.#write(incoming, answered));
    const tell = (answer) => {
      answered = answer;
      return answer;
    };
    try {
      if (before) await before;
      await this.#answer(incoming, response, tell);
    } catch {
      socket.destroy(); // nothing is left that could be answered
    }
  }

  async #answer(incoming, response, tell) {
    const request = { method: incoming.method, path: incoming.url, headers: pairsOf(incoming.rawHeaders), body: '' };
    // A head and the fault in its body may come at once: nothing waits here once the server is open.
    if (!this.#inside) await this.#opened;
    const { door, file } = this.#inside;
    const { answer, most } = door.admit(request, incoming.socket.localAddress ?? '');
    if (answer) return send(response, tell(answer));
    try {
      request.body = await readBody(incoming, this.#connections.of(incoming.socket) ?? {}, most, this.#limits);
    } catch (refused) {
      response.setHeader('connection', 'close');
      return send(response, tell(this.#rules.refusal(refused, request.method, request.path)));
    }
    const random = request.path.includes('/_emulator/') ? randomBytes(this.#limits.random_bytes) : undefined;
    const { changed, ...delivery } = door.answer(request, random, real());
    if (changed) file?.countChange();
    if (!(await this.#isKept(file))) {
      return send(response, tell(this.#rules.refusal('not_kept', request.method, request.path)));
    }
    if (delivery.deliver === 'answer' || delivery.deliver === 'cut') tell(delivery);
    await deliver(incoming.socket, response, delivery);
  }

  /** Whether every change that the answer may show is in the file. */
  async #isKept(file) {
    try {
      await file?.untilKept();
      return true;
    } catch (error) {
      this.#log.write(this.#rules.errorMessage('not_written', file.path, error.message));
      return false;
    }
  }

  #write({ method, url }, answered) {
    const id = answered?.headers.find(([name]) => name === 'request-id')?.[1];
    this.#log.write(this.#rules.logLine(real(), method, url, answered?.status, id));
  }

  /** Bytes that are not HTTP, or came too late. A body that is being read is refused in its request's answer. */
  #refuse(code, socket) {
    const connection = this.#connections.of(socket);
    if (!connection || !socket.writable || code === 'ECONNRESET') return socket.destroy();
    if (connection.endBody) return connection.endBody('broken_body');
    if (connection.last) return;
    const isLate = code === 'ERR_HTTP_REQUEST_TIMEOUT';
    // Who has sent nothing has asked nothing: its next request must not get this for an answer.
    if (isLate && socket.bytesRead === 0) return socket.destroy();
    const why = isLate ? 'too_slow' : code === 'HPE_HEADER_OVERFLOW' ? 'head_too_large' : 'not_http';
    connection.end(this.#rules.lastAnswer(why));
  }

  /** A tunnel, for which the library makes no response. */
  async #refuseTunnel(incoming, socket) {
    socket.on('error', () => {});
    await this.#opened;
    const { door } = this.#inside;
    const request = { method: incoming.method, path: incoming.url, headers: pairsOf(incoming.rawHeaders), body: '' };
    const { answer } = door.admit(request, socket.localAddress ?? '');
    this.#write(incoming, answer);
    socket.end(this.#rules.asLast(answer), () => socket.destroy());
  }
}

const pairsOf = (raw) => {
  const pairs = [];
  for (let i = 0; i < raw.length; i += 2) pairs.push([raw[i], raw[i + 1]]);
  return pairs;
};
