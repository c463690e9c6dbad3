/**
 * What the host page and the demo extension say to each other, in one place, because the two are bundled apart and share
 * nothing but a message port.
 */

/** The methods of the Secret Store, in the order of Stripe's guide "Store secret credentials and tokens in your app". */
export const ACTIONS = ['set', 'find', 'list', 'delete'] as const;
export type Action = (typeof ACTIONS)[number];

/** Whose secrets a step touches. `other` is a user who is not signed in: every such call has to be refused. */
export const SCOPES = ['user', 'account', 'other'] as const;
export type ScopeName = (typeof SCOPES)[number];

/** One step of the demo: one call of one method on one scope. */
export interface Step {
  id: string;
  scope: ScopeName;
  action: Action;
}

/** The whole sequence, as "run all" takes it. */
export const STEPS: readonly Step[] = SCOPES.flatMap((scope) =>
  ACTIONS.map((action) => ({ id: `${scope}.${action}`, scope, action })),
);

/** What an error said: only fields that carry no value of the caller's. */
export interface ReportedError {
  type: string;
  code: string | null;
  message: string;
  param: string | null;
  statusCode: number | null;
  requestId: string | null;
}

/** How one step went, told by the extension. A payload never stands in it. */
export interface StepReport {
  id: string;
  /** The call as a developer would write it, payload hidden. */
  call: string;
  /** The answer, payload hidden; absent when the call was rejected. */
  answer?: unknown;
  /** The rejection; absent when the call resolved. */
  error?: ReportedError;
  /** Whether that is what Stripe's documentation, or for another user the scope rule, promises. */
  asPromised: boolean;
  /** One sentence that says what was checked, or what is wrong. */
  remark: string;
}

/** What the extension tells the host once it can take steps. */
export interface ExtensionHello {
  /** `self.origin` of the frame: `'null'` in a sandbox without `allow-same-origin`. */
  origin: string;
}

/** The calls that the host answers; the first three are those of `@stripe/ui-extension-sdk` 9.3.0. */
export interface HostCalls {
  supportsFetchAppEmbeddedKey(): boolean;
  fetchAppEmbeddedKey(): Promise<string>;
  stripeApiFetch(path: string, options: RequestOptions): Promise<SerializableResponse>;
  extensionReady(hello: ExtensionHello): void;
  /** An error that nobody in the frame caught, the extension's start included. */
  extensionFailed(message: string): void;
}

/** The calls that the demo extension answers. */
export interface ExtensionCalls {
  runStep(id: string): Promise<StepReport>;
}

/** The part of `RequestInit` that the SDK's HTTP client fills in. */
export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** An answer that survives a message port, in the shape that the SDK's HTTP client reads. */
export interface SerializableResponse {
  json: unknown;
  arrayBuffer: ArrayBuffer | undefined;
  headers: Record<string, string>;
  ok: boolean;
  redirected: boolean;
  status: number;
  statusText: string;
  type: string;
  url: string;
}

/** The first message to the frame; the message port travels with it. The name is the one that the SDK's source gives. */
export const INIT_MESSAGE = 'init_extension';
