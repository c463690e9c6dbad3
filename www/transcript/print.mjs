/**
 * The transcript as text: each step, what went over the wire, the outcome. Payloads were hidden by the page, and
 * `checks.mjs` makes sure of it.
 */

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], blue: [34, 39] };

const TITLES = { user: "the user's scope", account: "the account's scope", other: "another user's scope" };

/** How requests leave, by transport. */
const ROUTES = { host: 'through the host', frame: 'from the frame' };

/** Gives functions that colour text, or leave it as it is. */
export function palette(coloured) {
  return Object.fromEntries(
    Object.entries(CODES).map(([name, [on, off]]) => [
      name,
      (text) => (coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text),
    ]),
  );
}

/** The whole transcript of a run, its last line the verdict. */
export function transcript({ simulator, url }, faults, paint) {
  return [
    ...header(simulator, url, paint),
    ...simulator.records.flatMap((record, at) => ['', ...stepLines(record, at + 1, paint)]),
    '',
    ...verdict(simulator, faults, paint),
    '',
  ].join('\n');
}

function header({ signedIn, extensionOrigin, transport }, url, paint) {
  return [
    `${paint.bold('Dashboard simulator')} at ${url}`,
    `${signedIn.user} of ${signedIn.account}; the extension's origin is ${extensionOrigin}; requests go ${ROUTES[transport]}`,
  ];
}

function stepLines({ step, wire, report }, number, paint) {
  return [
    `${String(number).padStart(2)}  ${paint.bold(`${TITLES[step.scope]}: ${step.action}`)}`,
    line('call', report?.call ?? ''),
    ...(wire.length > 0 ? wire.flatMap((entry) => wireLines(entry, paint)) : [line('wire', paint.dim('nothing'))]),
    ...outcomeLines(report, paint),
  ];
}

function wireLines(entry, paint) {
  const status = entry.status === null ? 'no answer' : String(entry.status);
  return [
    line('wire', `${entry.method} ${entry.path} ${paint.dim('->')} ${status} ${paint.dim(entry.requestId ?? '')}`),
    ...entry.query.map((pair) => more(paint.dim(`? ${pair}`))),
    ...entry.headers.map(([name, value]) => more(paint.dim(`${name}: ${value}`))),
    ...entry.body.map((pair) => more(paint.dim(`= ${pair}`))),
  ];
}

function outcomeLines(report, paint) {
  if (!report) return [line('outcome', paint.red('none'))];
  const { error, asPromised, remark } = report;
  const colour = !asPromised ? paint.red : error ? paint.blue : paint.green;
  const said = error ? [more(`${error.type}${error.code ? ` (${error.code})` : ''}: ${error.message}`)] : [];
  return [line('outcome', colour(`${asPromised ? 'as promised' : 'FAILED'}: ${remark}`)), ...said];
}

function verdict(simulator, faults, paint) {
  if (faults.length > 0) return faults.map((fault) => paint.red(`Failed: ${fault}`));
  const requests = simulator.records.reduce((sum, { wire }) => sum + wire.length, 0);
  const refused = simulator.records.filter(({ wire }) => wire.length === 0).length;
  return [
    paint.green(`All ${simulator.records.length} steps went as promised.`) +
      ` ${requests} requests reached the emulator, none of them for the ${refused} refused calls; no payload is shown anywhere.`,
  ];
}

function line(label, text) {
  return `    ${label.padEnd(8)}${text}`;
}

function more(text) {
  return line('', text);
}
