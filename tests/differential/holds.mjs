/** What the cases of the corpus hold, of either library. */
import assert from 'node:assert/strict';

/** What was noted, in its order. */
export const noted =
  (...values) =>
  ({ notes }) =>
    assert.deepEqual(
      notes.map(({ value }) => value),
      values,
    );

/** How many requests went out. */
export const sent =
  (count) =>
  ({ requests }) =>
    assert.equal(requests.length, count);
