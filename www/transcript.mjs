#!/usr/bin/env node
/**
 * Drives the Dashboard simulator through the whole sequence in a headless Chromium and prints what happened. It ends with
 * 0 only if every step went as promised and everything on the wire is accounted for. `--help` says how to run it.
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { BROWSER_ARGUMENTS } from './transcript/browser.mjs';
import { faults } from './transcript/checks.mjs';
import { observe } from './transcript/observe.mjs';
import { palette, transcript } from './transcript/print.mjs';

const HELP = `Runs the demo in a headless Chromium and prints its transcript.

  CHROMIUM_PATH=FILE node www/transcript.mjs --url URL [--screenshot FILE]

  --url URL          where the simulator is served, with the emulator behind /v1 and /_emulator
  --screenshot FILE  also keep a picture of the page after the run (PNG)
  --help             this text

CHROMIUM_PATH is the browser's executable. Colours appear on a terminal, unless NO_COLOR is set.
Ends with 0 if every step went as promised, 1 if not, 2 if the command was not understood.
`;

/** In milliseconds. The sequence takes about a second; a call that waits for its retries takes a few. */
const PATIENCE = 60_000;

const options = understand();
if (options) process.exitCode = await run(options);

function understand() {
  try {
    const { help, url, screenshot } = parseArgs({
      options: { url: { type: 'string' }, screenshot: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
    if (help) process.stdout.write(HELP);
    else if (!url || !URL.canParse(url)) throw new Error('--url has to name where the simulator is served.');
    else if (!process.env.CHROMIUM_PATH) throw new Error("CHROMIUM_PATH has to name the browser's executable.");
    else return { url, screenshot };
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${HELP}`);
    process.exitCode = 2;
  }
  return null;
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Runs the demo and prints it; gives the exit code. Playwright closes the browser on Ctrl-C and ends with 130. */
async function run({ url, screenshot }) {
  const { chromium } = createRequire(new URL('../tests/package.json', import.meta.url))('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const result = await takeAllSteps(page, url);
    if (screenshot) await keepPicture(page, screenshot);
    return print(result);
  } catch (error) {
    process.stderr.write(`The demo could not be run: ${messageOf(error)}\n`);
    return 1;
  } finally {
    await browser.close();
  }
}

async function takeAllSteps(page, url) {
  const seen = observe(page);
  const latest = (await emulatorLog(url)).at(-1)?.request_id;
  await page.goto(url);
  await settled(page, '#run-all[aria-disabled=false]');
  await page.locator('#run-all').click();
  await settled(page, '#event-list[aria-busy=false] .event');
  const log = after(await emulatorLog(url), latest);
  const simulator = await page.evaluate(() => globalThis.simulator);
  const steps = await page.locator('button.step').count();
  return { simulator, steps, log, seen, url, shown: await shownBy(page, simulator) };
}

/** Waits for what `selector` names, or for the page to say that it cannot go on. */
async function settled(page, selector) {
  await page.locator(`${selector}, #summary[data-state=broken]`).first().waitFor({ timeout: PATIENCE });
  const failure = await page.evaluate(() => globalThis.simulator.failure);
  if (failure) throw new Error(failure);
}

/** Where a payload could be seen: on the page, closed details included, and in the state that a driver reads. */
async function shownBy(page, simulator) {
  return { 'the page': await page.content(), "the page's state": JSON.stringify(simulator) };
}

/** From the top, so that the column that stays in view stands where a reader looks for it. */
async function keepPicture(page, file) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: file, fullPage: true });
}

function print(result) {
  const paint = palette(process.stdout.isTTY && !process.env.NO_COLOR);
  const draft = transcript(result, [], palette(false));
  const found = faults({ ...result, shown: { ...result.shown, 'the transcript': draft } });
  process.stdout.write(transcript(result, found, paint));
  return found.length === 0 ? 0 : 1;
}

/** The requests after the one with the id `latest`: by id, because the emulator forgets the oldest when there are many. */
function after(log, latest) {
  return log.slice(log.findIndex(({ request_id: id }) => id === latest) + 1);
}

/** The requests to the API that reached the emulator, oldest first. */
async function emulatorLog(url) {
  const response = await fetch(new URL('/_emulator/requests', url)).catch(() => null);
  if (!response?.ok)
    throw new Error(`no emulator answers behind ${url} (${response ? response.status : 'no connection'}).`);
  return (await response.json()).requests;
}
