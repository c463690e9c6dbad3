/**
 * Types of `stripe-apps-secrets/messages`: imported for its effect. A production build (`NODE_ENV` is `production`) leaves the
 * texts of this package's own refusals out; with this import it says in full what is wrong and what to do.
 */
export {};
