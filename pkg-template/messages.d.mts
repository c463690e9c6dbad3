/** Types of `stripe-apps-secrets/messages` for ES modules; see `messages.d.cts`. */
export {};
