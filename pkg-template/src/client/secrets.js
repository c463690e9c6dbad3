// `stripe.apps.secrets`: the four methods. They are plain properties, so that tests can spy on them and code can take them
// apart.

import { run } from '../call/run.js';
import { OPERATION_CREATE, OPERATION_DELETE_WHERE, OPERATION_FIND, OPERATION_LIST } from '../contract.js';
import { promise } from '../core/objects.js';
import { toError } from '../errors/faults.js';
import { withPaging } from './paging.js';

/** A step that makes a promise. What it throws becomes a rejection: methods never throw. */
const promised = (step) => {
  try {
    return step();
  } catch (thrown) {
    return promise((_, reject) => reject(toError(thrown)));
  }
};

/** @param emit - sends an event to the client's listeners */
export const secretsOf = (client, emit) => {
  /** A function in third place is a callback, which the rules refuse among the options. */
  const open = (operation, params, options, callback) =>
    client.open(operation, params, typeof callback === 'function' ? callback : options);
  const method = (operation) => (params, options, callback) =>
    promised(() => run(open(operation, params, options, callback), emit));

  /** A page. The following ones are asked for with its parameters and options as they were read. */
  const list = (params, options, callback) => {
    let first;
    const firstPage = promised(() => run((first = open(OPERATION_LIST, params, options, callback)), emit));
    const cursor = () => (first.params.ending_before === undefined ? 'starting_after' : 'ending_before');
    const page = (id) => method(OPERATION_LIST)({ ...first.params, [cursor()]: id }, first.options);
    return withPaging(firstPage, () => cursor() === 'ending_before', page);
  };

  return {
    create: method(OPERATION_CREATE),
    find: method(OPERATION_FIND),
    list,
    deleteWhere: method(OPERATION_DELETE_WHERE),
  };
};
