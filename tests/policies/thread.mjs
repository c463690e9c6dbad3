/** A thread of Node.js with globals of its own, in which one entry is loaded for the first time. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { travel } from './inside.mjs';

const { surroundings, file, format } = workerData;
const require = createRequire(import.meta.url);

parentPort.postMessage(
  await travel(surroundings, format === 'CommonJS' ? () => ({ default: require(file) }) : () => import(file)),
);
