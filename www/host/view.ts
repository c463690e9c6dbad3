/**
 * Draws the simulator's state. Everything is drawn from what is known each time anything changes; a card that would come
 * out the same is kept, so that what a person has opened stays open.
 */
import { ACTIONS, SCOPES, type ScopeName, STEPS, type Step } from '../shared/protocol';
import { element as el } from './element';
import { eventCard, strayCard } from './events';
import type { Simulator, StepRecord } from './main';
import { ACTION_TEXT, SCOPE_TEXT, STATE_TEXT, stateOf } from './words';

/** What the page's buttons do. */
export interface Intents {
  runAll(): Promise<void>;
  runOne(step: Step): Promise<void>;
  empty(): Promise<void>;
}

/** The page. */
export class View {
  readonly #simulator: Simulator;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #cards = new WeakMap<object, { key: string; card: HTMLElement }>();

  constructor(simulator: Simulator, intents: Intents) {
    this.#simulator = simulator;
    at('#scopes').replaceChildren(...SCOPES.map((scope) => this.#scopeCard(scope, intents)));
    at('#run-all').addEventListener('click', () => void intents.runAll());
    at('#reset').addEventListener('click', () => void intents.empty());
    at('#fact-account').textContent = simulator.signedIn.account;
    at('#fact-user').textContent = simulator.signedIn.user;
    at('#fact-transport').textContent = simulator.transport === 'frame' ? "the frame's own" : 'through the host';
  }

  /** Buttons stay focusable while they wait, so that the keyboard's place is not lost. */
  setBusy(busy: boolean): void {
    for (const button of document.querySelectorAll('button')) button.setAttribute('aria-disabled', String(busy));
    at('#event-list').setAttribute('aria-busy', String(busy));
  }

  /** Draws what is known now. */
  show(): void {
    const { records, stray, extensionOrigin } = this.#simulator;
    at('#fact-origin').textContent = extensionOrigin ?? '…';
    const cards = records.map((record) => this.#card(record, () => eventCard(record)));
    if (stray.length > 0) cards.push(this.#card(stray, () => strayCard(stray)));
    putCards(at('#event-list'), cards);
    at('#empty').hidden = cards.length > 0;
    for (const step of STEPS)
      this.#mark(
        step,
        records.findLast((record) => record.step.id === step.id),
      );
    this.#summarise(this.#simulator);
  }

  /** The card drawn before, if what it shows has not changed. */
  #card(shown: object, draw: () => HTMLElement): HTMLElement {
    const key = JSON.stringify(shown);
    const drawn = this.#cards.get(shown);
    if (drawn?.key === key) return drawn.card;
    const card = draw();
    this.#cards.set(shown, { key, card });
    return card;
  }

  #scopeCard(scope: ScopeName, intents: Intents): HTMLElement {
    const { title, text } = SCOPE_TEXT[scope];
    const buttons = ACTIONS.map((action) => this.#stepButton({ id: `${scope}.${action}`, scope, action }, intents));
    return el(
      'fieldset',
      { className: 'scope' },
      el('legend', {}, title),
      el('p', {}, text),
      el('div', { className: 'grid' }, ...buttons),
    );
  }

  #stepButton(step: Step, intents: Intents): HTMLButtonElement {
    const button = el(
      'button',
      { type: 'button', className: 'step' },
      el('span', {}, ACTION_TEXT[step.action]),
      el('small', {}),
    );
    button.dataset.step = step.id;
    button.setAttribute('aria-disabled', 'true');
    button.addEventListener('click', () => void intents.runOne(step));
    this.#buttons.set(step.id, button);
    this.#mark(step, undefined);
    return button;
  }

  #mark(step: Step, record: StepRecord | undefined): void {
    const button = this.#buttons.get(step.id);
    const state = record ? stateOf(record.report) : 'idle';
    if (!button) return;
    button.dataset.state = state;
    button.querySelector('small')?.replaceChildren(STATE_TEXT[state]);
  }

  #summarise(simulator: Simulator): void {
    const [state, text] = this.#summary(simulator);
    const summary = at('#summary');
    summary.dataset.state = state;
    if (summary.textContent !== text) summary.textContent = text;
  }

  #summary({ records, failure, extensionOrigin }: Simulator): [state: string, text: string] {
    if (failure) return ['broken', failure];
    if (!extensionOrigin) return ['starting', 'Starting the extension…'];
    if (records.length === 0) return ['ready', 'Ready.'];
    const states = records.map((record) => stateOf(record.report));
    const failed = states.filter((state) => state === 'failed').length;
    const good = states.filter((state) => state === 'done' || state === 'refused').length;
    const requests = records.reduce((sum, record) => sum + record.wire.length, 0);
    const outcome =
      failed > 0 ? `${failed} of ${records.length} steps failed` : `${good} of ${records.length} steps as promised`;
    const state = states.includes('running') ? 'running' : failed > 0 ? 'failed' : 'done';
    return [state, `${outcome} · ${requests} on the wire`];
  }
}

/** The style sheet's own limit. Where the events stand below the buttons, scrolling to one would take the buttons away. */
const sideBySide = matchMedia('(min-width: 861px)');

/** Makes `cards` the list's children, moving only those that changed, and brings the last change into view. */
function putCards(list: HTMLElement, cards: HTMLElement[]): void {
  cards.forEach((card, index) => {
    const present = list.children[index];
    if (present === card) return;
    if (present) present.replaceWith(card);
    else list.append(card);
    if (sideBySide.matches) card.scrollIntoView({ block: 'nearest' });
  });
  while (list.children.length > cards.length) list.lastElementChild?.remove();
}

function at(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
