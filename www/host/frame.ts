/**
 * The extension's frame: invisible, sandboxed to a `null` origin, and with a policy that lets nothing out but what the
 * chosen transport needs. What gets past the host would be blocked by the browser and show on the console.
 */
import { createEndpoint, fromMessagePort } from '@remote-ui/rpc';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { type ExtensionCalls, type HostCalls, INIT_MESSAGE } from '../shared/protocol';

/** The two ways out of a frame that the SDK knows: through the host, or from the frame itself with an embedded key. */
export type Transport = 'host' | 'frame';

/** Whether the frame's policy lets WebAssembly compile. What the real Dashboard's does is not known. */
export type Policy = 'ordinary' | 'strict';

/** The rpc endpoint that leads to the extension. */
export type Extension = ReturnType<typeof createEndpoint<ExtensionCalls>>;

/** Opens the frame with the extension's script, answers its calls with `calls`, and resolves when the port is handed over. */
export async function openExtension(
  frame: HTMLIFrameElement,
  { transport, policy }: { transport: Transport; policy: Policy },
  context: ExtensionContextValue,
  calls: HostCalls,
): Promise<Extension> {
  frame.srcdoc = frameDocument(transport, policy, await extensionScript());
  await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }));
  const { port1, port2 } = new MessageChannel();
  const endpoint = createEndpoint<ExtensionCalls>(fromMessagePort(port1));
  endpoint.expose(calls as never);
  port1.start();
  // A `null` origin cannot be named as a target; the frame was loaded by this page a moment ago.
  frame.contentWindow?.postMessage({ type: INIT_MESSAGE, context }, '*', [port2]);
  return endpoint;
}

/**
 * The extension's script as a URL of its own. A script from the page's server would be of another origin than the frame,
 * which has none, and the browser would keep silent about its errors ("Script error.").
 */
async function extensionScript(): Promise<string> {
  const response = await fetch('extension.js');
  if (!response.ok) throw new Error(`The extension's script cannot be had (${response.status}).`);
  const named = `${await response.text()}\n//# sourceURL=extension.js\n`;
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(named)}`;
}

function frameDocument(transport: Transport, policy: Policy, script: string): string {
  const connect = transport === 'frame' ? 'https://api.stripe.com' : "'none'";
  const scripts = policy === 'strict' ? 'data:' : "data: 'wasm-unsafe-eval'";
  const content = `default-src 'none'; script-src ${scripts}; connect-src ${connect}`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${content}">
    <title>Extension</title><script src="${script}"></script>`;
}
