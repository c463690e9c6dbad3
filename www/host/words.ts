/**
 * What steps and their states are called on the page.
 */
import type { Action, ScopeName, Step, StepReport } from '../shared/protocol';

/** The states that a step can be in, as `data-state` for the style sheet and for drivers. */
export type StepState = 'idle' | 'running' | 'done' | 'refused' | 'failed';

/** The scopes, with what each is for. */
export const SCOPE_TEXT: Record<ScopeName, { title: string; text: string }> = {
  user: { title: "The signed-in user's scope", text: 'For this user and the app: an OAuth token, for one.' },
  account: { title: "The account's scope", text: 'For every user of the account: an API key, for one.' },
  other: { title: "Another user's scope", text: 'Refused by the package before anything leaves the frame.' },
};

/** The methods, as the guide's headings name them. */
export const ACTION_TEXT: Record<Action, string> = { set: 'Set', find: 'Find', list: 'List', delete: 'Delete' };

/** The states. */
export const STATE_TEXT: Record<StepState, string> = {
  idle: 'not run',
  running: 'running',
  done: 'done',
  refused: 'refused',
  failed: 'failed',
};

/** A step's title. */
export function stepTitle(step: Step): string {
  return `${ACTION_TEXT[step.action]} · ${SCOPE_TEXT[step.scope].title}`;
}

/** The state that a report means; no report yet means that the step still runs. */
export function stateOf(report: StepReport | null): StepState {
  if (!report) return 'running';
  if (!report.asPromised) return 'failed';
  return report.error ? 'refused' : 'done';
}
