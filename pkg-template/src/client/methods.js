// A method of the Secret Store, without what stripe hangs on it.

import { run } from '../call/run.js';
import { promise } from '../core/objects.js';
import { toError } from '../errors/faults.js';

/** A step that makes a promise. What it throws becomes a rejection: methods never throw. */
export const promised = (step) => {
  try {
    return step();
  } catch (thrown) {
    return promise((_, reject) => reject(toError(thrown)));
  }
};

/**
 * The method of an operation. A function in third place is a callback, which the rules refuse among the options.
 *
 * @param listening - what `run` takes
 */
export const methodOf = (client, operation, listening) => (params, options, callback) =>
  promised(() => run(client.open(operation, params, typeof callback === 'function' ? callback : options), listening));
