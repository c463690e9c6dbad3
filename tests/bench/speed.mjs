/**
 * What calls cost over a host that answers at once, one after the other and 1,000 at once. In plain JavaScript, for Node and
 * browsers.
 */
import { assertAgreement } from './agreement.mjs';
import { CALLS, gatheringHost, instantHost } from './host.mjs';
import { inSequence, interleaved } from './rounds.mjs';

/** How many calls are in flight at once. */
export const FLIGHT = 1000;

/** For each figure: calls in a round, and rounds before and while time is taken. Short rounds fit between what disturbs. */
const PLANS = {
  find: { calls: 100, warm: 60, rounds: 300 },
  create: { calls: 100, warm: 60, rounds: 300 },
  list10: { calls: 50, warm: 60, rounds: 300 },
  list100: { calls: 10, warm: 30, rounds: 150 },
  flight: { calls: FLIGHT, warm: 6, rounds: 40 },
};

/**
 * The milliseconds of each round by figure and name, and the calls in a round: `{ [figure]: { calls, times } }`.
 *
 * @param makers - `(httpClient) => client` by name
 * @param part - how much of the full plan is done, 1 for all of it
 */
export async function timeCalls(makers, reference, part) {
  await assertAgreement(makers, reference);
  const timed = {};
  for (const [figure, { calls, warm, rounds }] of Object.entries(PLANS)) {
    const works = mapped(
      makers,
      figure === 'flight' ? allAtOnce : (make) => inSequence(CALLS[figure], make(instantHost()), calls),
    );
    await interleaved(works, warm);
    timed[figure] = { calls, times: await interleaved(works, Math.ceil(rounds * part)) };
  }
  return timed;
}

/** 1,000 calls that are all in flight before the first is answered; throws unless every one resolves. */
function allAtOnce(make) {
  const client = make(gatheringHost(FLIGHT));
  return async () => {
    const ended = await Promise.allSettled(Array.from({ length: FLIGHT }, () => CALLS.find(client)));
    const lost = ended.filter((end) => end.status !== 'fulfilled' || end.value.object !== 'apps.secret');
    const [first] = lost;
    if (!first) return;
    throw new Error(
      `${lost.length} of ${FLIGHT} calls failed: ${first.status === 'rejected' ? first.reason : 'no secret'}`,
    );
  };
}

const mapped = (object, of) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, of(value)]));
