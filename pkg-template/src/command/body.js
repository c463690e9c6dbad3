// A request's body, whole and in time, before anyone looks at it.

/**
 * Resolves to its bytes; rejects with the name of a refusal. What goes beyond `most` is read and thrown away: a client that
 * is still sending when the connection closes never sees why.
 */
export const readBody = (incoming, connection, most, limits) =>
  new Promise((resolve, reject) => {
    const chunks = [];
    let seen = 0;
    const settle = (act) => (value) => {
      clearTimeout(timer);
      connection.endBody = undefined;
      act(value);
    };
    const [give, refuse] = [settle(resolve), settle(reject)];
    const timer = setTimeout(refuse, limits.body_time, 'too_slow');
    connection.endBody = refuse;
    incoming.on('data', (chunk) => {
      seen += chunk.length;
      if (seen <= most) chunks.push(chunk);
      else if (seen > limits.discarded_bytes) refuse('too_large');
    });
    incoming.on('end', () => (seen > most ? refuse('too_large') : give(Buffer.concat(chunks))));
    incoming.on('error', () => refuse('broken_body'));
    incoming.on('close', () => refuse('broken_body'));
  });
