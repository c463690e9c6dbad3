// What a caller passed, read: own enumerable properties, each once. What was read is what is checked and sent.

import { LOOKED_INTO, packFault, REASON_PARAMETER_UNREADABLE } from '../contract.js';
import { isList, isRecord, own } from './objects.js';
import { word } from './values.js';

const { entries } = Object;

/** Stands for an array that has holes or other properties. */
const IRREGULAR = Symbol();

/** The items of an array. They are replaced in place, since to add to a list could call a setter. */
const itemsOf = (list) => {
  const items = entries(list);
  for (let i = 0; i < items.length; i++) {
    if (items[i][0] !== '' + i) return IRREGULAR;
    items[i] = items[i][1];
  }
  return items;
};

const shallow = (value) => (isList(value) ? itemsOf(value) : isRecord(value) ? { ...value } : value);

/** What a caller passed as `param`, read. Throws a fault where a getter or a Proxy throws. */
export const readable = (param, value) => {
  try {
    const copy = shallow(value);
    for (let i = 0; i < LOOKED_INTO.length; i++) {
      const name = LOOKED_INTO[i];
      if (own(copy, name) !== undefined) copy[name] = shallow(copy[name]);
    }
    return copy;
  } catch (detail) {
    throw { fault: packFault(REASON_PARAMETER_UNREADABLE, word(param), 0, 0), detail };
  }
};
