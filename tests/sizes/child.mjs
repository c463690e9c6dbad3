/** A process of its own, which may run out of memory: it tells of each check as soon as it has ended. */
import { load } from '../support/package.mjs';
import { suite } from './suite.mjs';

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
console.warn = () => {}; // notices are printed there

const [module, core] = process.argv.slice(2);
const { default: Stripe } = await load({ module });
const used = () => process.cpuUsage().user / 1000;
for (const { name, check } of suite({ library: { Stripe }, core, used }))
  process.send?.({ name, problems: await check() });
process.send?.({ unhandled });
process.exit();
