/**
 * What has to be true of a run besides the extension's own word. Each check gives sentences that say what is wrong;
 * none means that all is well.
 */

/** Everything that is wrong with a run. */
export function faults({ simulator, steps, log, seen, url, shown }) {
  return [
    ...stepFaults(simulator.records, steps),
    ...originFaults(simulator, seen, url),
    ...logFaults(simulator, log),
    ...payloadFaults(seen, shown),
    ...seen.errors.map((text) => `The page reported an error: ${text}`),
  ];
}

function stepFaults(records, steps) {
  const missing = records.length === steps ? [] : [`${records.length} of ${steps} steps were taken.`];
  const failed = records
    .filter(({ report }) => !report?.asPromised)
    .map(
      ({ step, report }) =>
        `Step ${step.id} failed: ${report?.error?.message ?? report?.remark ?? 'it gave no report'}.`,
    );
  return [...missing, ...failed];
}

/** The frame has no origin and asks for nothing itself; the page asks nobody but its own server. */
function originFaults(simulator, seen, url) {
  const origin = new URL(url).origin;
  const strangers = seen.requests.filter((request) => new URL(request.url).origin !== origin);
  const own = seen.requests.filter((request) => request.fromFrame);
  return [
    ...(simulator.extensionOrigin === 'null'
      ? []
      : [`The extension's origin is '${simulator.extensionOrigin}', not 'null'.`]),
    ...strangers.map((request) => `A request left for another host: ${request.method} ${new URL(request.url).origin}.`),
    ...own.map((request) => `The frame sent a request past the host: ${request.method} ${request.url.split('?')[0]}.`),
    ...simulator.stray.map((entry) => `A request left outside of every step: ${entry.method} ${entry.path}.`),
  ];
}

/** The host's account of the wire and the emulator's log of what arrived are the same, request by request. */
function logFaults(simulator, log) {
  const told = simulator.records.flatMap(({ step, wire }) => wire.map((entry) => ({ ...entry, step: step.id })));
  const refused = simulator.records.filter(({ step, wire }) => step.scope === 'other' && wire.length > 0);
  const differing = told.filter((entry, at) => !isSameRequest(entry, log[at]));
  return [
    ...refused.map(({ step }) => `Step ${step.id} was to leave nothing on the wire, and left something.`),
    ...(told.length === log.length
      ? []
      : [`The host sent ${told.length} requests, the emulator received ${log.length}.`]),
    ...differing.map(
      (entry) =>
        `The emulator's log has no ${entry.method} ${entry.path} (${entry.requestId}) where step ${entry.step} sent it.`,
    ),
  ];
}

function isSameRequest(entry, logged) {
  return (
    logged?.method === entry.method &&
    logged.path.split('?')[0] === entry.path &&
    logged.request_id === entry.requestId &&
    logged.status === entry.status
  );
}

/** The payloads that really went out are in nothing that is shown. Without any, the check itself would be hollow. */
function payloadFaults(seen, shown) {
  if (seen.payloads.size === 0) return ['No payload was seen leaving, so that nothing was stored.'];
  const places = { ...shown, console: seen.console.join('\n') };
  return Object.entries(places)
    .filter(([, text]) => [...seen.payloads].some((payload) => text.includes(payload)))
    .map(([place]) => `A payload stands in ${place}.`);
}
