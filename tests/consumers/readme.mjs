/** The examples of the README, as files: `readme_0.tsx` is the first one. */
import { readFileSync } from 'node:fs';

export const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

export const examples = () =>
  [...README.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, kind, code], place) => ({
    file: `readme_${place}.${kind}`,
    code,
  }));
