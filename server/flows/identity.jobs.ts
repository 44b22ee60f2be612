import { countChanged, noteChanged } from '../customers/changed.store.ts'
import { answeredSame } from '../identity/judgement.store.ts'
import { refitted } from '../identity/learn-from-judgements.ts'
import type { Learning } from '../identity/learning.port.ts'
import { beginLearning, finishLearning, lastLearning, type ModelInForce } from '../identity/model.store.ts'
import { FEWEST_TO_LEARN } from '../identity/quality.ts'
import { type KeptRecord, oneResolverAtATime, recordPages, recordsById } from '../identity/record.store.ts'
import { lookAtChanged } from '../identity/resolve.flow.ts'
import { countEdges, countRecords } from '../identity/review.store.ts'
import { type House, inTransaction } from '../kit/house.ts'
import type { Jobs } from '../kit/jobs.ts'
import { BY_ITSELF, merge } from './merge.flow.ts'

/** Customers looked at in one transaction. */
const BATCH = 100
/** Longest that one tick works on, so that other ticks of the process have their turn. */
const TICK_MS = 5_000
/** Learned anew at night once so much of the base is new since. */
const GROWN = 1.2
const PAGE = 5_000

/**
 * Looks at the customers that were written, some at a time: who is who, and, unless head office wants a person's word each time, joins
 * those who are one. A process killed in the middle has written nothing of its batch, which is then looked at again.
 * @returns how many were looked at
 */
export async function resolveBatch(house: House, models: ModelInForce): Promise<number> {
  return inTransaction(house, async (house) => {
    await oneResolverAtATime(house.db)
    const { model, settings } = await models.of(house.db)
    const { looked, proposals } = await lookAtChanged(house, model, BATCH)
    if (settings.automatic)
      for (const { keep, absorb, because } of proposals) await merge(house, BY_ITSELF, keep, absorb, because)
    return looked
  })
}

async function resolveChanged(house: House, models: ModelInForce): Promise<void> {
  if ((await countChanged(house.db)) === 0) return
  const until = house.now().getTime() + TICK_MS
  while ((await resolveBatch(house, models)) > 0) if (house.now().getTime() > until) return
  await learnAtFirst(house, models)
}

/** A base that is large enough and was never learned is learned as soon as everyone has been looked at once. */
async function learnAtFirst(house: House, models: ModelInForce): Promise<void> {
  if ((await models.of(house.db)).learned || (await lastLearning(house.db))) return
  const { records } = await countRecords(house.db)
  if (records >= FEWEST_TO_LEARN) await house.queue.add(house, 'identity-learn', {}, { once: 'learn' })
}

/** Learns the weights from every record and what people answered, then has everyone looked at anew. */
export async function learnAll(house: House, learning: Learning): Promise<void> {
  const { records } = await countRecords(house.db)
  if (records < FEWEST_TO_LEARN) return
  const id = house.newId()
  await beginLearning(house.db, id, house.now())
  try {
    const learned = await learning.learn(persons(recordPages(house.db, PAGE)))
    const pairs = await answeredSame(house.db)
    const kept = new Map(
      (await recordsById(house.db, [...new Set(pairs.flat())])).map((record) => [record.id, record.person]),
    )
    const judgements = pairs.flatMap(([a, b]) => {
      const [one, other] = [kept.get(a), kept.get(b)]
      return one && other ? [{ a: one, b: other, same: true }] : []
    })
    const model = refitted(learned.model, judgements)
    const { pairs: edges } = await countEdges(house.db, -1000)
    await finishLearning(
      house.db,
      id,
      { model, quality: { records, pairs: edges, generic: learned.generic } },
      house.now(),
    )
  } catch (error) {
    await finishLearning(house.db, id, null, house.now())
    throw error
  }
  await lookAtAll(house)
}

/** Everyone is looked at again: the weights or the bars are others than before. */
async function lookAtAll(house: House): Promise<void> {
  for await (const page of recordPages(house.db, PAGE))
    await noteChanged(
      house.db,
      page.flatMap(({ id, customerId }) => (id === customerId ? [id] : [])),
      house.now(),
    )
}

async function* persons(pages: AsyncIterable<KeptRecord[]>) {
  for await (const page of pages) yield page.map((record) => record.person)
}

/** At night, when the base has grown by a fifth since it was learned, or never was. */
async function learnWhenGrown(house: House, learning: Learning): Promise<void> {
  const [{ records }, last] = await Promise.all([countRecords(house.db), lastLearning(house.db)])
  const before = last?.state === 'done' ? (last.quality?.records ?? 0) : 0
  if (records >= before * GROWN) await learnAll(house, learning)
}

export function identityJobs(jobs: Jobs, models: ModelInForce, learning: Learning): void {
  jobs.tick('identity', 1000, (house) => resolveChanged(house, models))
  jobs.on('identity-learn', (house) => learnAll(house, learning), { retries: 1 })
  jobs.on('identity-look', lookAtAll, { retries: 3 })
  jobs.every('identity-learn-nightly', '40 2 * * *', (house) => learnWhenGrown(house, learning))
}
