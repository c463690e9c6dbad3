// What a caller passed, read: own enumerable properties, each once. What was read is what is checked and sent.

import {
  CONFIG,
  LOOKED_INTO,
  MAX_ANSWER,
  MAX_NAMES,
  OPTIONS,
  PARAMETERS,
  packFault,
  REASON_CONFIG_NOT_PLAIN,
  REASON_OPTIONS_NOT_PLAIN,
  REASON_PARAMETER_NOT_PLAIN,
  REASON_PARAMETER_UNREADABLE,
  REASON_SCOPE_NOT_PLAIN,
  SCOPE,
} from '../contract.js';
import { entries, getPrototypeOf, hasOwn, isList, isRecord, isView, keys, own, reaches } from './objects.js';
import { word } from './values.js';

/** Marks an array with holes or extra properties, bytes, or a boxed string: it is refused. See `shallow`. */
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

/**
 * A copy of an object's own enumerable properties, or of a list's items. Bytes, boxed texts and long lists are not listed:
 * that would take seconds.
 */
const shallow = (value) => {
  if (isList(value)) return value.length > MAX_NAMES ? IRREGULAR : itemsOf(value);
  if (!isRecord(value)) return value;
  if (isView(value) || reaches(value, MAX_ANSWER)) return IRREGULAR;
  const copy = { ...value };
  return keys(copy).length > MAX_NAMES ? IRREGULAR : copy;
};

/** Known names, by what may have them, and the reason to refuse an object that only shows them. */
const KNOWN = {
  __proto__: null,
  params: [PARAMETERS, REASON_PARAMETER_NOT_PLAIN],
  scope: [SCOPE, REASON_SCOPE_NOT_PLAIN],
  options: [OPTIONS, REASON_OPTIONS_NOT_PLAIN],
  config: [CONFIG, REASON_CONFIG_NOT_PLAIN],
};

/**
 * Whether an object shows a property that a copy of it lacks: one of its class, a hidden one, or one of a Proxy. What the
 * last prototype lends, from which all plain objects inherit, is pollution, and nobody meant it.
 */
const shows = (value, name) => {
  if (!(name in value) && value[name] === undefined) return false;
  let holder = value;
  for (let i = 0; holder && !hasOwn(holder, name); i++) {
    if (i === MAX_NAMES) return true; // a Proxy may be its own prototype
    holder = getPrototypeOf(holder);
  }
  return holder === value || holder === null || getPrototypeOf(holder) !== null;
};

/** The first name in `place` that an object shows and its copy lacks. */
const hiddenIn = (place, value, copy) => {
  const names = isRecord(copy) && place in KNOWN ? KNOWN[place][0] : [];
  for (let i = 0; i < names.length; i++) if (!hasOwn(copy, names[i]) && shows(value, names[i])) return names[i];
};

/** What a caller passed as `param`, read. Throws a fault where it is not a plain object, or where a getter or a Proxy throws. */
export const readable = (param, value) => {
  let hiding;
  const copyOf = (place, value) => {
    const copy = shallow(value);
    if (hiddenIn(place, value, copy)) hiding ??= place;
    return copy;
  };
  let copy;
  try {
    copy = copyOf(param, value);
    for (let i = 0; i < LOOKED_INTO.length; i++) {
      const name = LOOKED_INTO[i];
      if (own(copy, name) !== undefined) copy[name] = copyOf(name, copy[name]);
    }
  } catch (detail) {
    throw { fault: packFault(REASON_PARAMETER_UNREADABLE, word(param), 0, 0), detail };
  }
  if (hiding) throw { fault: packFault(KNOWN[hiding][1], word(hiding), 0, 0) };
  return copy;
};
