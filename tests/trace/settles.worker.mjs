/** Makes one call in a thread of its own, which can be ended even where a loop has no end. */
import { parentPort, workerData } from 'node:worker_threads';
import { SLOW } from './slow.mjs';

const { entry, name } = workerData;
const { default: Stripe } = await import(entry);
const { payload, thrown } = SLOW[name]();
const stripe = new Stripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient: { makeRequest: async () => { throw thrown; } }, maxNetworkRetries: 0 });
parentPort.postMessage('ready');
const error = await stripe.apps.secrets.create({ scope: { type: 'account' }, name: 'name', payload }).catch((caught) => caught);
parentPort.postMessage(error.type);
