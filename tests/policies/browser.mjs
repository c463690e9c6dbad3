/** What runs in the browser: the journey, with what the policy had to say of it, told to the server. */
import { travel } from './inside.mjs';

/** The browser reports what a policy refused a moment later. */
const MOMENT = 30;

/** @param load - imports the package */
export async function report(load) {
  const { ended, ...surroundings } = globalThis.surroundings;
  const violations = [];
  addEventListener('securitypolicyviolation', ({ blockedURI }) => violations.push(blockedURI));
  const { fetch, setTimeout } = globalThis;
  const seen = await travel(surroundings, load);
  await new Promise((resolve) => {
    setTimeout(resolve, MOMENT);
  });
  const body = JSON.stringify({ ...seen, violations, origin: globalThis.origin });
  await fetch(ended, { method: 'POST', mode: 'no-cors', body });
}
