/** One card an event: the call, what it put on the wire, and the outcome. */
import { element as el } from './element';
import type { StepRecord } from './main';
import type { WireEntry } from './wire';
import { STATE_TEXT, type StepState, stateOf, stepTitle } from './words';

/** The card of a step that was taken or still runs. */
export function eventCard(record: StepRecord): HTMLElement {
  const state = stateOf(record.report);
  const card = el('li', { className: 'event' }, heading(stepTitle(record.step), state));
  card.dataset.step = record.step.id;
  card.dataset.state = state;
  if (record.report) card.append(el('code', { className: 'call' }, record.report.call));
  card.append(...wirePart(record), ...outcomePart(record));
  return card;
}

/** The card of requests that belong to no step. */
export function strayCard(entries: WireEntry[]): HTMLElement {
  const card = el(
    'li',
    { className: 'event' },
    heading('Requests of the extension outside the steps', 'done'),
    ...entries.map(wireEntry),
  );
  card.dataset.state = 'stray';
  return card;
}

function heading(title: string, state: StepState): HTMLElement {
  const badge = el('span', { className: 'badge' }, STATE_TEXT[state]);
  badge.dataset.state = state;
  return el('div', { className: 'event-head' }, el('h3', {}, title), badge);
}

function wirePart({ wire, report }: StepRecord): HTMLElement[] {
  if (wire.length > 0) return wire.map(wireEntry);
  return report ? [el('p', { className: 'silent' }, 'Nothing went over the wire.')] : [];
}

function wireEntry(entry: WireEntry): HTMLElement {
  const status = el('span', { className: 'status' }, entry.status === null ? 'waiting' : String(entry.status));
  status.dataset.class = entry.status === null ? 'none' : entry.status < 400 ? 'ok' : 'error';
  const line = el(
    'summary',
    {},
    el('b', {}, entry.method),
    ' ',
    el('code', {}, entry.path),
    ' ',
    status,
    el('span', { className: 'id' }, entry.requestId ?? ''),
  );
  return el('details', { className: 'wire' }, line, el('dl', {}, ...details(entry)));
}

function details(entry: WireEntry): HTMLElement[] {
  const rows: [string, string][] = [
    ['Query', entry.query.join('\n')],
    ['Headers', entry.headers.map(([name, value]) => `${name}: ${value}`).join('\n')],
    ['Body', entry.body.join('\n')],
    ['Answer', entry.answer === null ? '' : JSON.stringify(entry.answer, null, 2)],
  ];
  return rows
    .filter(([, text]) => text !== '')
    .map(([name, text]) => el('div', {}, el('dt', {}, name), el('dd', {}, el('pre', {}, text))));
}

function outcomePart({ report }: StepRecord): HTMLElement[] {
  if (!report) return [];
  const said = report.error
    ? `${report.error.type}${report.error.code ? ` (${report.error.code})` : ''}: ${report.error.message}`
    : '';
  const text = el('p', { className: 'outcome' }, sentence(report.remark));
  return said ? [text, el('p', { className: 'error' }, said)] : [text];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
