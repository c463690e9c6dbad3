// `useSecret`: one secret as a component sees it.

import * as React from 'react';
import { parse as parseJSON, stringify } from '../entries/shared.js';
import { cellOf } from './cell.js';
import { how } from './how.js';

// By way of the namespace: under React 17 an import by name would fail before anything could be said.
const { useCallback, useMemo, useSyncExternalStore } = React;

if (!useSyncExternalStore) {
  throw new Error(
    'stripe-apps-secrets/react needs React 18 or newer (useSyncExternalStore): update react, or use createSecretStore of ' +
      'stripe-apps-secrets/store in an effect.',
  );
}

const NONE = { text: undefined, error: undefined, isLoading: false, isSaving: false };

/** Where there is no user yet. */
const NOBODY = { state: () => NONE, subscribe: () => () => {} };

/** What a component gets of a text; without `json` that is the text. */
const read = (text, name, json, parse) => {
  if (!json || typeof text !== 'string') return { data: text };
  try {
    return { data: parseJSON(text, name, parse) };
  } catch (error) {
    return { error };
  }
};

/** A secret, and what changes it. What it promises stands in `react.d.cts`. */
export const useSecret = (scope, name, options) => {
  const { json = false, parse } = how(scope, options);
  const cell = scope ? cellOf(scope, name) : undefined;
  const { subscribe, state } = cell ?? NOBODY;
  const { text, error, isLoading, isSaving } = useSyncExternalStore(subscribe, state, state);
  // `parse` is asked once for each text: most callers write a new function at each render.
  const seen = useMemo(() => read(text, name, json, parse), [text, cell, json]);

  const save = useCallback(
    async (value, more) => !!cell && cell.save(() => (json ? stringify(value, name) : value), more),
    [cell, name, json],
  );
  const remove = useCallback(async (more) => !!cell && cell.remove(more), [cell]);
  const reload = useCallback(async () => !!cell && cell.reload(), [cell]);

  return { data: seen.data, error: error ?? seen.error, isLoading, isSaving, save, remove, reload };
};
