/** Prepares the surroundings from inside, before the package is loaded, and goes on the journey there. */
import { watchCores } from './cores.mjs';
import { journey } from './journey.mjs';

/** Removes a global, wherever it is inherited from. */
function remove(name) {
  for (let holder = globalThis; holder; holder = Object.getPrototypeOf(holder))
    if (Object.hasOwn(holder, name)) delete holder[name];
  if (name in globalThis) throw new Error(`${name} cannot be removed`);
}

/**
 * @param surroundings - `absent`, names of globals; `fails`, as in `cores.mjs`
 * @param load - imports the package
 * @returns what the journey returns, and `counts` of `cores.mjs`
 */
export async function travel({ absent = [], fails }, load) {
  try {
    absent.forEach(remove);
    const counts = watchCores({ fails });
    const library = await load();
    const onImport = { ...counts };
    return { ...(await journey(library)), onImport, counts };
  } catch (error) {
    return { problems: [String(error?.stack ?? error)], counts: {} };
  }
}
