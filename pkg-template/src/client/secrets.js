// `stripe.apps.secrets`: the four methods. They are plain properties, so that tests can spy on them and code can take them
// apart.

import { eventsOf } from '../call/events.js';
import { run } from '../call/run.js';
import { OPERATION_CREATE, OPERATION_DELETE_WHERE, OPERATION_FIND, OPERATION_LIST } from '../contract.js';
import { methodOf, promised } from './methods.js';
import { withPaging } from './paging.js';

/** @param emit - sends an event to the client's listeners */
export const secretsOf = (client, emit) => {
  const listening = eventsOf(emit);
  const method = (operation) => methodOf(client, operation, listening);

  /** A page. The following ones are asked for with its parameters and options as they were read. */
  const list = (params, options, callback) => {
    let first;
    const firstPage = promised(() => {
      first = client.open(OPERATION_LIST, params, typeof callback === 'function' ? callback : options);
      return run(first, listening);
    });
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
