/**
 * The simulated Dashboard: signs a user in, opens the extension's frame, answers its calls, and takes the steps that the
 * buttons ask for, one at a time.
 *
 * `?transport=frame` offers the extension an embedded key, so that the SDK sends its requests to Stripe's host from the
 * frame itself. A test that routes that host to the emulator uses it; from an ordinary browser the key means nothing there.
 * `?policy=strict` forbids WebAssembly in the frame.
 */
import { STEPS, type Step, type StepReport } from '../shared/protocol';
import { stripeApiFetch } from './api';
import { type Extension, openExtension, type Policy, type Transport } from './frame';
import { extensionContext, latestRequest, requestsSince, resetEmulator, SIGNED_IN, signIn } from './session';
import { View } from './view';
import { fromLog, type WireEntry } from './wire';

/** A step that was taken: what it put on the wire and how the extension says it went. */
export interface StepRecord {
  step: Step;
  wire: WireEntry[];
  /** `null` while the step runs. */
  report: StepReport | null;
}

/** What a driver of this page may read. Payloads are hidden in all of it. */
export interface Simulator {
  transport: Transport;
  signedIn: typeof SIGNED_IN;
  /** The frame's `self.origin`; `null` before it has said so. */
  extensionOrigin: string | null;
  /** Why the extension or the page itself cannot go on; `null` while they can. */
  failure: string | null;
  records: StepRecord[];
  /** Requests that left while no step ran. The demo makes none; another extension may. */
  stray: WireEntry[];
}

declare global {
  interface Window {
    simulator: Simulator;
  }
}

const query = new URLSearchParams(location.search);
const transport: Transport = query.get('transport') === 'frame' ? 'frame' : 'host';
const policy: Policy = query.get('policy') === 'strict' ? 'strict' : 'ordinary';
const simulator: Simulator = {
  transport,
  signedIn: SIGNED_IN,
  extensionOrigin: null,
  failure: null,
  records: [],
  stray: [],
};
window.simulator = simulator;

const view = new View(simulator, { runAll, runOne, empty });
let token = '';
let extension: Extension;
let busy = true;

start().catch(fail);

async function start(): Promise<void> {
  token = await signIn();
  const frame = document.querySelector<HTMLIFrameElement>('#extension');
  if (!frame) throw new Error('The page has no frame for the extension.');
  extension = await openExtension(frame, { transport, policy }, extensionContext(), {
    supportsFetchAppEmbeddedKey: () => transport === 'frame',
    fetchAppEmbeddedKey: async () => token,
    stripeApiFetch: (path, options) => stripeApiFetch(token, recordRequest, path, options),
    extensionReady: ({ origin }) => {
      simulator.extensionOrigin = origin;
      setBusy(false);
      view.show();
    },
    extensionFailed: (message) => {
      simulator.failure = `The extension failed: ${message}`;
      view.show();
    },
  });
}

function runAll(): Promise<void> {
  return alone(async () => {
    simulator.records.length = 0;
    for (const step of STEPS) await take(step);
  });
}

function runOne(step: Step): Promise<void> {
  return alone(() => take(step));
}

/** Empties the store and forgets the events; signed in anew, because the emulator ends sessions with the store. */
function empty(): Promise<void> {
  return alone(async () => {
    await resetEmulator();
    token = await signIn();
    simulator.records.length = 0;
    simulator.stray.length = 0;
    simulator.failure = null;
  });
}

/** One thing at a time: a request is told to belong to the step that runs. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (busy) return;
  setBusy(true);
  try {
    await work();
  } catch (error) {
    fail(error as Error);
  } finally {
    setBusy(false);
    view.show();
  }
}

/** Shows why it cannot go on, and leaves the error to the console. */
function fail(error: Error): never {
  simulator.failure = error.message;
  view.show();
  throw error;
}

function setBusy(now: boolean): void {
  busy = now;
  view.setBusy(now);
}

async function take(step: Step): Promise<void> {
  const record: StepRecord = { step, wire: [], report: null };
  simulator.records.push(record);
  view.show();
  const latest = transport === 'frame' ? await latestRequest() : undefined;
  const report = await extension.call.runStep(step.id);
  // What the frame sends by itself the host cannot see; the emulator's log tells.
  if (transport === 'frame') record.wire.push(...(await requestsSince(latest)).map(fromLog));
  record.report = report;
  view.show();
}

function recordRequest(entry: WireEntry): void {
  const running = simulator.records.find((record) => record.report === null);
  (running?.wire ?? simulator.stray).push(entry);
  view.show();
}
