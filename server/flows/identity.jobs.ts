import { WHO_IS_IT } from '../customers/changed.flow.ts'
import { countChanged } from '../customers/changed.store.ts'
import { rowsOfLargeImports } from '../customers/large-import.store.ts'
import { lastLearning, type ModelInForce } from '../identity/model.store.ts'
import { askForPass, mayResolve, passAsked } from '../identity/pass.store.ts'
import { FEWEST_TO_LEARN } from '../identity/quality.ts'
import { lookAtChanged } from '../identity/resolve.flow.ts'
import type { Resolving } from '../identity/resolving.port.ts'
import { countRecords } from '../identity/review.store.ts'
import { drawControls, lastMoved } from '../identity/sample.store.ts'
import { type House, inTransaction } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import { MANY, passOverEveryone } from './identity-pass.flow.ts'
import { mergeAll } from './merge.flow.ts'

/** Customers looked at in one transaction. */
const BATCH = 100
/** Longest that one tick works on, so that other ticks of the process have their turn. */
const TICK_MS = 5_000
/** From so many records on, counting them all for each that arrives takes longer than it is worth. */
const LARGE = 100_000
/** Learned anew at night once so much of the base is new since. */
const GROWN = 1.2
/** {@link MANY} waiting, and one in so many of the base, are looked at all together: one after the other they would take longer. */
const ONE_IN = 20
/** While more than this come in between two ticks, very many are on their way in: everyone is looked at when they are in. */
const STREAMING = 200
/** A large import that has not moved for so long holds nobody up. */
const STUCK_MS = 60_000
/** After a pass that failed, one by one goes on; the pass is tried again after this long. */
const PAUSE_MS = 300_000

/**
 * Looks at the customers that were written, some at a time: who is who, and, unless head office wants a person's word each time, joins
 * those who are one. A process killed in the middle has written nothing of its batch, which is then looked at again.
 * @returns how many were looked at
 */
export async function resolveBatch(
  house: House,
  models: ModelInForce,
  most = BATCH,
  which: 'all' | 'by-hand' = 'all',
): Promise<number> {
  const outside = house.db
  return inTransaction(house, async (house) => {
    // Which model is in force is asked beside the transaction, while it waits for its turn.
    const [{ model, settings }, mayGoOn] = await Promise.all([models.of(outside), mayResolve(house.db)])
    if (!mayGoOn && which === 'all') return 0
    const { looked, proposals } = await lookAtChanged(house, model, most, which, !mayGoOn)
    if (settings.automatic) await mergeAll(house, proposals)
    return looked
  })
}

/**
 * Is a large import of customers on its way in, and moving? Who comes in it is looked at when it has ended, for a look among those who have
 * come so far finds half of what there is and costs as much as the import itself. Whoever is entered at a desk meanwhile has a line of their own.
 */
function importsComeIn(): (house: House) => Promise<boolean> {
  let before: number | null = null
  let movedAt = 0
  return async (house) => {
    const done = await rowsOfLargeImports(house.db, MANY)
    const now = house.now().getTime()
    if (done !== before) movedAt = now
    before = done
    return done !== null && now - movedAt < STUCK_MS
  }
}

/** The tick: one by one where few were written, all at once where very many were, or where everyone is to be looked at again. */
export function resolving(models: ModelInForce, thread: Resolving): (house: House) => Promise<void> {
  let before = 0
  let notBefore = 0
  const comeIn = importsComeIn()
  let cameIn = false
  return async (house) => {
    const justEnded = cameIn
    cameIn = await comeIn(house)
    if (cameIn) return
    const waiting = await countChanged(house.db, MANY * ONE_IN)
    const grew = waiting - before
    before = waiting
    const { asked, looked } = await passAsked(house.db)
    const many = waiting >= MANY && waiting * ONE_IN >= (await countRecords(house.db)).records
    // What a large import brought has ended with it; of others one cannot tell but by waiting.
    if (many && grew > STREAMING && !justEnded) return
    if ((many || asked > looked) && house.now().getTime() >= notBefore) {
      notBefore = house.now().getTime() + PAUSE_MS
      await passOverEveryone(house, models, thread)
      notBefore = 0
    } else if (waiting > 0) await resolveChanged(house, models)
  }
}

/**
 * The desk's own tick: whoever a person or another system wrote is looked at at once, whatever comes in behind, and beside a pass over everyone. Of those an
 * import has brought and nobody has compared yet it finds nobody; they find each other when those are compared.
 */
export const atTheDesk =
  (models: ModelInForce) =>
  async (house: House): Promise<void> => {
    const until = house.now().getTime() + TICK_MS
    while ((await resolveBatch(house, models, BATCH, 'by-hand')) > 0) if (house.now().getTime() > until) return
  }

async function resolveChanged(house: House, models: ModelInForce): Promise<void> {
  const until = house.now().getTime() + TICK_MS
  while ((await resolveBatch(house, models)) > 0) if (house.now().getTime() > until) return
  await learnAtFirst(house)
}

/**
 * A base that is large enough and was never learned is learned as soon as everyone has been looked at once; a young one again each time it has
 * doubled: what the first thousand of a file look like says little of the next five systems. A large one waits for the night.
 */
async function learnAtFirst(house: House): Promise<void> {
  const last = await lastLearning(house.db)
  if (last && last.state !== 'done') return
  const before = last?.quality?.records ?? 0
  if (before >= LARGE) return
  const { records } = await countRecords(house.db)
  if (records >= Math.max(FEWEST_TO_LEARN, before * 2)) await askForPass(house.db, true)
}

/** At night, when the base has grown by a fifth since it was learned, or never was. */
async function learnWhenGrown(house: House): Promise<void> {
  const [{ records }, last] = await Promise.all([countRecords(house.db), lastLearning(house.db)])
  const before = last?.state === 'done' ? (last.quality?.records ?? 0) : 0
  if (records >= FEWEST_TO_LEARN && records >= before * GROWN) await askForPass(house.db, true)
}

/**
 * Draws anew what is asked at random, once merges came or went since: some seconds after, and at most once a minute, for on a large base it reads
 * every merge.
 */
function drawing(models: ModelInForce): (house: House) => Promise<void> {
  let before = ''
  return async (house) => {
    const now = await lastMoved(house.db)
    if (now === before) return
    const { model } = await models.of(house.db)
    await inTransaction(house, ({ db }) => drawControls(db, model.thresholds.ask, house.now()))
    before = now
  }
}

export function identityJobs(jobs: Jobs, models: ModelInForce, thread: Resolving): void {
  jobs.tick('identity', 1000, resolving(models, thread))
  jobs.tick(WHO_IS_IT, 1000, atTheDesk(models))
  jobs.tick('identity-sample', 60_000, drawing(models))
  jobs.every('identity-learn-nightly', '40 2 * * *', learnWhenGrown)
}
