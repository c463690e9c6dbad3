import { PACKAGE_DIR } from '../support/package.mjs';
import { candidateScript } from './bundle.mjs';
import { candidates, inProject } from './candidates.mjs';
import { inChromium } from './chromium.mjs';
import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
const names = ['/wasm', '/js', 'stripe'];
const all = candidates(PACKAGE_DIR).filter((c) => names.includes(c.name));
const scripts = await inProject(PACKAGE_DIR, async (project) => Object.fromEntries(await Promise.all(all.map(async (it) => [it.name, await candidateScript(project, it)]))));
const code = `async (evaluate, CALLS, host) => { const t=[performance.now()]; const mark=()=>t.push(performance.now()); const make=evaluate(); mark(); const client=make(host); mark(); await CALLS.find(client); mark(); await CALLS.find(client); mark(); await CALLS.find(client); mark(); await CALLS.list100(client); mark(); await CALLS.list100(client); mark(); await CALLS.create(client); mark(); return t.slice(1).map((x,i)=>x-t[i]) }`;
const LABELS = 'evaluate construct find1 find2 find3 list100a list100b create'.split(' ');
const N = 15;
const med = (l) => Math.min(...l);
const show = (where, runs) => { for (const n of names) { const rows = runs[n]; console.log(where, n.padEnd(7), LABELS.map((l, i) => `${l} ${med(rows.map((r) => r[i])).toFixed(2)}`).join('  '), ' start', med(rows.map((r) => r[0] + r[1] + r[2])).toFixed(2)); } };
{
  const runs = Object.fromEntries(names.map((n) => [n, []]));
  for (const n of names) {
    writeFileSync('/tmp/wt-cold.mjs', `import vm from 'node:vm'; import { CALLS, instantHost } from '/tmp/wt/engine/tests/bench/host.mjs'; import { readFileSync } from 'node:fs'; const s = readFileSync('/tmp/wt-cold.js','utf8'); console.log(JSON.stringify(await (${code})(() => { new vm.Script(s).runInThisContext(); return globalThis.candidates['${n}'] }, CALLS, instantHost())))`);
    writeFileSync('/tmp/wt-cold.js', scripts[n]);
    for (let i = 0; i < N; i++) runs[n].push(JSON.parse(execFileSync('node', ['/tmp/wt-cold.mjs'])));
  }
  show('node', runs);
}
await inChromium(async ({ freshPage }) => {
  const runs = Object.fromEntries(names.map((n) => [n, []]));
  for (let i = 0; i < N; i++) for (const n of names) runs[n].push(await freshPage((page) => page.evaluate(async ([n, content, code]) => {
    const { CALLS, instantHost } = await import('/host.mjs');
    const script = document.createElement('script'); script.textContent = content;
    return eval(code)(() => { document.head.append(script); return globalThis.candidates[n]; }, CALLS, instantHost());
  }, [n, scripts[n], code])));
  show('chromium', runs);
});
