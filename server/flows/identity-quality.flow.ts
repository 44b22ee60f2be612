import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity-quality.ts'
import { countChanged } from '../customers/changed.store.ts'
import { reachOf } from '../identity/bands.ts'
import { describePairs } from '../identity/describe.flow.ts'
import { eventCounts } from '../identity/event.store.ts'
import { judgementCounts } from '../identity/judgement.store.ts'
import { kappaOf } from '../identity/kappa.ts'
import { changeSettings, lastLearning, type ModelInForce } from '../identity/model.store.ts'
import { askForPass, passUnderWay } from '../identity/pass.store.ts'
import { answersSoFar, estimatedQuality, FEWEST_TO_LEARN, readableWeights } from '../identity/quality.ts'
import { countEdges, countOpen, countRecords, edgesBetween, spreadOfEdges } from '../identity/review.store.ts'
import { sampledBands, waitingBands } from '../identity/sample.store.ts'
import { countTorn, readTwice } from '../identity/second.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { recordPairs } from './pair-records.flow.ts'
import { askedBeside } from './review.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** What was drawn, band by band, as it is shown. */
const sampleOf = (bands: Awaited<ReturnType<typeof sampledBands>>): AnswerOf<typeof api.identityQuality>['sample'] =>
  bands.map(({ at, band, kind, ...counts }) => ({ kind, ...reachOf(kind, band), ...counts, at: at.toISOString() }))

export const identityQuality =
  (models: ModelInForce) =>
  async (house: House, _input: unknown, caller: Caller): Out<'identityQuality'> => {
    const { model, settings } = await models.of(house.db)
    const [counts, waiting, behind, merges, judgements, both, torn, drawn, open, learning, pass] = await Promise.all([
      countRecords(house.db),
      countOpen(house.db, model.thresholds.ask),
      countChanged(house.db),
      eventCounts(house.db),
      judgementCounts(house.db),
      readTwice(house.db),
      countTorn(house.db),
      sampledBands(house.db),
      waitingBands(house.db, model.thresholds.ask),
      lastLearning(house.db),
      passUnderWay(house.db),
    ])
    const bands = drawn.map((band) => (band.kind === 'asked' ? { ...band, pairs: open.get(band.band) ?? 0 } : band))
    const twice = both.bothSame + both.bothDifferent + both.differ
    return {
      ...counts,
      waiting,
      asked: waiting + (await askedBeside(house, caller, waiting)),
      behind,
      merges: { automatic: merges.automatic, byPeople: merges.byPeople, undone: merges.undone },
      ...estimatedQuality(bands, merges.byPeopleStanding),
      sample: sampleOf(bands),
      needs: answersSoFar(bands),
      judgements,
      agreement: { pairs: twice, kappa: kappaOf(both), agreed: both.bothSame + both.bothDifferent, torn },
      model: {
        learntFrom: model.records,
        at: learning?.state === 'done' ? (learning.finished_at?.toISOString() ?? null) : null,
        same: model.thresholds.same,
        ask: model.thresholds.ask,
        comparisons: readableWeights(model),
        generic: learning?.quality?.generic ?? [],
      },
      lastLearning: learning
        ? {
            state: learning.state,
            startedAt: learning.at.toISOString(),
            finishedAt: learning.finished_at?.toISOString() ?? null,
            pairs: learning.quality?.pairs ?? 0,
            records: learning.quality?.records ?? 0,
          }
        : null,
      pass: pass
        ? { phase: pass.phase, done: pass.done, total: pass.total, startedAt: pass.started_at.toISOString() }
        : null,
      automatic: settings.automatic,
    }
  }

/** What other bars would do. Pairs below today's lower bar were not kept: a lower one is told from the next learning on. */
export const identityDryRun =
  (models: ModelInForce) =>
  async (house: House, { query }: In<'identityDryRun'>): Out<'identityDryRun'> => {
    const { model } = await models.of(house.db)
    const { same, ask } = model.thresholds
    // What is joined stays joined: a higher bar asks about none of it.
    const bars = async (bar: number, from: number) => {
      const [over, waiting, joined, before] = await Promise.all([
        countEdges(house.db, bar),
        countOpen(house.db, Math.min(from, bar)),
        bar < same ? countOpen(house.db, bar) : 0,
        bar < same ? countOpen(house.db, same) : 0,
      ])
      return { joined: over.pairs, asked: waiting - (joined - before) }
    }
    const [now, would, spread] = await Promise.all([
      bars(same, ask),
      bars(query.same, query.ask),
      spreadOfEdges(house.db),
    ])
    const [low, high] = query.same < same ? [query.same, same] : [same, query.same]
    const border = await edgesBetween(house.db, low, high === low ? low + 1 : high, 6)
    return {
      now: { same, ask, ...now },
      would,
      spread: spread.map(({ from, pairs }) => ({ from, pairs })),
      examples: await describePairs(
        house,
        model,
        (await recordPairs(house, border)).map(([a, b]) => [a, b] as const),
      ),
    }
  }

export const setIdentity =
  (models: ModelInForce) =>
  (house: House, { body }: In<'setIdentity'>, caller: Caller): Out<'setIdentity'> =>
    inTransaction(house, async (house) => {
      const { model } = await models.of(house.db)
      const [same, ask] = [body.same ?? model.thresholds.same, body.ask ?? model.thresholds.ask]
      if (ask > same) throw invalid('body.ask', 'above-same', 'Asking begins below the bar from which two are one.')
      await changeSettings(house.db, {
        ...(body.same === undefined ? {} : { same: body.same }),
        ...(body.ask === undefined ? {} : { ask: body.ask }),
        ...(body.automatic === undefined ? {} : { automatic: body.automatic }),
      })
      await audit(house, caller, 'identity.settings', { detail: body })
      await askForPass(house.db, false)
      return { ok: true as const }
    })

export async function learnIdentity(house: House, _input: In<'learnIdentity'>, caller: Caller): Out<'learnIdentity'> {
  const { records } = await countRecords(house.db)
  if (records < FEWEST_TO_LEARN)
    throw conflict(
      'too-few',
      `${FEWEST_TO_LEARN} records are needed to learn from, and there are ${records}`,
      'Until then the weights of published studies are used.',
    )
  await inTransaction(house, async (house) => {
    await audit(house, caller, 'identity.learn')
    await askForPass(house.db, true)
  })
  return { ok: true }
}
