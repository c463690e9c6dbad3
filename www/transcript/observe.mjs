/**
 * Watches a page from outside while the demo runs. What the page tells about itself is compared with this afterwards, so
 * that a transcript is more than the page's own word.
 */

/** Starts to watch; the returned record fills while the page runs. */
export function observe(page) {
  const seen = {
    /**
     * Requests that left, by anyone in the page, the frame included.
     *
     * @type {{ method: string, url: string, fromFrame: boolean }[]}
     */
    requests: [],
    /**
     * Lines of the console.
     *
     * @type {string[]}
     */
    console: [],
    /**
     * Errors of the console and uncaught ones.
     *
     * @type {string[]}
     */
    errors: [],
    /** Payloads that really went out. They are kept to be looked for, never to be shown. */
    payloads: new Set(),
  };
  page.on('request', (request) => {
    if (!/^https?:/.test(request.url())) return;
    seen.requests.push({
      method: request.method(),
      url: request.url(),
      fromFrame: request.frame() !== page.mainFrame(),
    });
    const payload = new URLSearchParams(request.postData() ?? '').get('payload');
    if (payload) seen.payloads.add(payload);
  });
  page.on('console', (message) => {
    seen.console.push(message.text());
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  return seen;
}
