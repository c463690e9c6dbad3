// What a test lets become of an answer, on a connection: late, cut short, lost, never.

/** Sends an answer whole. */
export const send = (response, { status, headers, body }) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  const bytes = Buffer.from(body);
  if (!response.hasHeader('content-length')) response.setHeader('content-length', bytes.length);
  response.writeHead(status);
  response.end(bytes);
};

/** Hands an answer to its connection, when its time has come. */
export const deliver = async (socket, response, delivery) => {
  const { deliver: fate, delay } = delivery;
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  if (fate === 'answer') send(response, delivery);
  else if (fate === 'cut') sendPart(socket, response, delivery);
  else if (fate !== 'never') socket.destroy();
};

/** Sends a body that is shorter than its `content-length`, and ends the connection. */
const sendPart = (socket, response, { status, headers, body }) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.writeHead(status);
  response.flushHeaders();
  response.write(body, () => socket.destroySoon());
};
