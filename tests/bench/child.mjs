/** Measurements that want a process of their own: fresh, with its own heap, started with flags. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs a module of `children/` in a new Node process with the candidate's script, and returns what it printed as JSON.
 *
 * @param flags - for Node itself
 */
export function inChild(module, flags, name, script, ...rest) {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-apps-secrets-bench-child-'));
  try {
    const file = path.join(folder, 'candidate.js');
    writeFileSync(file, script);
    const code = fileURLToPath(new URL(`children/${module}`, import.meta.url));
    return JSON.parse(
      execFileSync(process.execPath, [...flags, code, name, file, ...rest.map(String)], { encoding: 'utf8' }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
