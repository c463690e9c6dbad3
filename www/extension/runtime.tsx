/**
 * The Dashboard's part inside the frame: it takes the message port from the host, puts the rpc endpoint where
 * `@stripe/ui-extension-sdk` looks for it, and renders the extension with its context.
 *
 * The real Dashboard renders through a remote tree; an extension that draws nothing does not see the difference.
 */
import { createEndpoint, fromMessagePort } from '@remote-ui/rpc';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { type HostCalls, INIT_MESSAGE } from '../shared/protocol';

/** The rpc endpoint of this frame, once the host has handed over the port. */
export type FrameEndpoint = ReturnType<typeof createEndpoint<HostCalls>>;

declare global {
  // The name that the SDK's `utils/_endpoint.js` reads.
  var __StripeExtExports: { endpoint: FrameEndpoint } | undefined;
}

const connected = connection();
addEventListener('error', ({ message }) => void tellHost(message));
addEventListener('unhandledrejection', ({ reason }) => void tellHost(String(reason?.message ?? reason)));

/** Renders `App` with the host's context. */
export function startExtension(App: ComponentType<ExtensionContextValue>): void {
  void connected.then((context) => createRoot(document.createElement('div')).render(<App {...context} />));
}

/**
 * Waits for the host's first message, puts the endpoint in place and gives the extension's context. It begins as this
 * module is loaded, before the extension is: one that fails to load is reported too. Only the host is listened to.
 */
function connection(): Promise<ExtensionContextValue> {
  return new Promise((resolve) => {
    addEventListener('message', function onMessage(event: MessageEvent) {
      const port = event.ports[0];
      if (event.source !== parent || event.data?.type !== INIT_MESSAGE || !port) return;
      removeEventListener('message', onMessage);
      globalThis.__StripeExtExports = { endpoint: connect(port) };
      resolve(event.data.context);
    });
  });
}

function connect(port: MessagePort): FrameEndpoint {
  const endpoint = createEndpoint<HostCalls>(fromMessagePort(port));
  // A port with listeners added by `addEventListener` delivers nothing until it is started.
  port.start();
  return endpoint;
}

async function tellHost(message: string): Promise<void> {
  await connected;
  await globalThis.__StripeExtExports?.endpoint.call.extensionFailed(message);
}
