import vm from 'node:vm';
import { PACKAGE_DIR } from '../support/package.mjs';
import { candidateScript } from './bundle.mjs';
import { candidates, inProject } from './candidates.mjs';
import { inChromium } from './chromium.mjs';
import { timeCalls } from './speed.mjs';
const where = process.argv[2], part = +(process.argv[3] ?? .3);
const names = ['/wasm', '/js', 'stripe'];
const all = candidates(PACKAGE_DIR).filter((c) => names.includes(c.name));
const scripts = await inProject(PACKAGE_DIR, async (project) => Object.fromEntries(await Promise.all(all.map(async (it) => [it.name, await candidateScript(project, it)]))));
const show = (timed) => { for (const [figure, { calls, times }] of Object.entries(timed)) console.log(where, figure, Object.entries(times).map(([n, l]) => `${n.replace('stripe-apps-secrets','')}: ${(Math.min(...l) / calls * 1000).toFixed(1)}`).join('  ')); };
if (where === 'node') {
  const makers = {};
  for (const [n, s] of Object.entries(scripts)) { new vm.Script(s).runInThisContext(); makers[n] = globalThis.candidates[n]; }
  show(await timeCalls(makers, 'stripe', part));
} else await inChromium(async ({ freshPage }) => show(await freshPage(async (page) => {
  for (const content of Object.values(scripts)) await page.addScriptTag({ content });
  return page.evaluate(async ([part]) => { const { timeCalls } = await import('/speed.mjs'); return timeCalls(globalThis.candidates, 'stripe', part); }, [part]);
})));
