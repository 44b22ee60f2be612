import { useEffect, useRef, useState } from 'react'
import {
  comparePair,
  judgePair,
  type Pair,
  REVIEWED_AT_ONCE,
  reviewPairs,
  undoJudgement,
} from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { useIdentityCache } from './doubts.ts'
import { again, answered, EMPTY, keyOfPair, led, type Queue, stepped, taken, type Verdict } from './queue.ts'

/** Fewer than this under the hand, and more are asked for: a practised hand answers several in the time it takes. */
const FEW = 8

interface Given {
  key: string
  takeBack: () => void
}

/** While records are still being compared, what they bring is asked for so often. */
const LOOKED_EVERY_MS = 3000

/** What is told of an answer: of one that came after somebody else's, that the other holds. */
const doneWord = (asked: Pair['reading'], taken: Pair['reading'], verdict: Verdict) =>
  asked === 'second'
    ? 'identity.done-second'
    : taken === 'second'
      ? 'identity.done-meanwhile'
      : (`identity.done-${verdict}` as const)

/**
 * The work of looking at pairs: one under the hand, the next already here, and each answer taken back in its turn.
 * @param named the pair an address names, looked at first
 * @param run only pairs of customers this import spoke of
 */
export function useAnswering(named: { a: string; b: string } | null, run?: string) {
  const { t } = useWords()
  const cache = useIdentityCache()
  const [comparing, compare] = useState(false)
  const asked = useAsk(
    reviewPairs,
    { query: { limit: REVIEWED_AT_ONCE, ...(run ? { import: run } : {}) } },
    { every: comparing && LOOKED_EVERY_MS },
  )
  const behind = asked.data?.behind ?? 0
  useEffect(() => compare(behind > 0), [behind])
  const linked = useAsk(comparePair, { query: named ?? { a: '', b: '' } }, { enabled: named !== null })
  const [queue, change] = useState<Queue>(EMPTY)
  const [done, count] = useState(0)
  const [underWay, judged] = useState(0)
  const given = useRef<Given[]>([])
  const waitsForLink = named !== null && !linked.data && !linked.error
  useEffect(() => {
    if (linked.data) change((before) => led(before, linked.data))
  }, [linked.data])
  const sent = asked.data?.pairs
  useEffect(() => {
    if (sent && !waitsForLink) change((before) => taken(before, sent))
  }, [sent, waitsForLink])

  const back = (pair: Pair, verdict: Verdict) => {
    given.current = given.current.filter((each) => each.key !== keyOfPair(pair))
    change((before) => led(before, pair))
    count((before) => Math.max(0, before - 1))
    if (verdict !== 'unsure') cache.count(1)
  }
  const answer = (verdict: Verdict): void => {
    const pair = queue.at
    if (!pair) return
    const left = answered(queue, verdict)
    change((before) => answered(before, verdict))
    count((before) => before + 1)
    if (verdict !== 'unsure') cache.count(-1)
    const key = keyOfPair(pair)
    const judging = call(judgePair, { body: { a: pair.a.id, b: pair.b.id, verdict, reading: pair.reading } })
    const undo = async () => {
      const { judgementId } = await judging
      await call(undoJudgement, { params: { id: judgementId } })
      back(pair, verdict)
      await cache.moved()
    }
    // Before the answer is kept there is no toast yet; the key takes it back all the same.
    const mine: Given = { key, takeBack: () => void undo().catch(toastProblem) }
    given.current.push(mine)
    judged((n) => n + 1)
    const over = () => judged((n) => n - 1)
    void judging.then(
      async ({ reading }) => {
        const names = { a: pair.a.name, b: pair.b.name }
        if (given.current.includes(mine))
          mine.takeBack = undoable(t(doneWord(pair.reading, reading, verdict), names), undo, 'identity-answer')
        if (verdict === 'same' && reading !== 'second') await cache.moved()
        else if (left.pairs.length < FEW) await cache.pairs()
        over()
      },
      (fault: unknown) => {
        back(pair, verdict)
        toastProblem(fault)
        void cache.pairs()
        over()
      },
    )
  }
  const newest = () => {
    const last = given.current.pop()
    last?.takeBack()
  }
  return {
    queue,
    error: linked.error ?? asked.error,
    retry: () => Promise.all([asked.refetch(), named ? linked.refetch() : null]),
    ready: asked.data !== undefined && !waitsForLink,
    // With nothing under the hand it is not known that nothing is left while answers or the next pairs are on their way.
    coming: queue.at === null && (underWay > 0 || (asked.isFetching && !comparing)),
    behind,
    // Those that were not sure once are not counted as waiting, and may be looked at all the same.
    waiting: Math.max(asked.data?.waiting ?? 0, queue.pairs.length),
    beside: asked.data?.beside ?? 0,
    done,
    answer,
    undo: newest,
    step: (by: 1 | -1) => change((before) => stepped(before, by)),
    again: () => {
      change((before) => taken(again(before), sent ?? []))
      void cache.pairs()
    },
  }
}
