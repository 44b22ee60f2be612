import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Hint } from '../../../contract/timeline.ts'
import {
  confirmVisit,
  going,
  greeted,
  handVisit,
  left,
  readDesk,
  readFloor,
  sayLine,
  undoVisit,
  type Visit,
} from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { applyVisit } from '../../live.ts'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { untilSent } from '../../until-sent.ts'
import { useWords } from '../../words/words.tsx'

/**
 * Somebody was said to be here: their card stands at once, with a way back. Not where a camera had seen them before: that arrival is not ours to
 * take back.
 */
export function useSaidHere(): (visit: Visit, name: string) => void {
  const queries = useQueryClient()
  const { t } = useWords()
  return (visit, name) => {
    applyVisit(queries, visit)
    if (visit.card.certainty !== 'told' || visit.state !== 'arrived' || visit.goingBy)
      return toast(t('desk.arrived-already', { name }))
    undoable(t('desk.arrived-done', { name }), async () =>
      applyVisit(queries, await call(confirmVisit, { params: { id: visit.id }, body: { right: false } })),
    )
  }
}

/**
 * What a hand can do with a visit. The screen moves at once and is put right by the answer; every step says what happened
 * and offers the way back; a refusal puts everything back as the server knows it.
 */
export function useVisitActions(visit: Visit) {
  const queries = useQueryClient()
  const me = useMe()
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const { name } = visit.card
  const params = { id: visit.id }

  const settle = useCallback(() => {
    for (const endpoint of [readFloor, readDesk]) void queries.invalidateQueries({ queryKey: [endpoint.name] })
  }, [queries])

  const undo = async () => {
    applyVisit(queries, await call(undoVisit, { params }))
    settle()
    toast(t('shell.undone'))
  }

  const unsay = async (line: Hint) => {
    applyVisit(queries, await call(sayLine, { params, body: { line, said: false } }))
    toast(t('shell.undone'))
  }

  const handBack = (staffId: string) => async () => {
    applyVisit(queries, await call(handVisit, { params, body: { staffId } }))
    settle()
  }

  const step = async (
    foreseen: Partial<Visit>,
    ask: () => Promise<Visit>,
    said: string,
    back: (() => Promise<unknown>) | null = undo,
  ) => {
    setBusy(true)
    applyVisit(queries, { ...visit, ...foreseen })
    try {
      applyVisit(queries, await untilSent(ask, () => toast(t('card.waits-for-network'))))
      if (back) undoable(said, back, visit.id)
      else toast(said)
    } catch (fault) {
      applyVisit(queries, visit)
      toastProblem(fault)
    } finally {
      setBusy(false)
      settle()
    }
  }

  const now = () => new Date().toISOString()
  return {
    busy,
    going: () =>
      step({ goingBy: me.staffId, goingAt: now() }, () => call(going, { params }), t('card.going-done', { name })),
    greeted: () =>
      step(
        { state: 'greeted', greetedBy: me.staffId, greetedAt: now(), goingBy: visit.goingBy ?? me.staffId },
        () => call(greeted, { params }),
        t('card.greeted-done', { name }),
      ),
    said: (line: Hint) =>
      step(
        { card: { ...visit.card, said: [...(visit.card.said ?? []), line] } },
        () => call(sayLine, { params, body: { line } }),
        t(`card.said-${line}-done`, { name }),
        () => unsay(line),
      ),
    unsaid: (line: Hint) =>
      step(
        { card: { ...visit.card, said: (visit.card.said ?? []).filter((one) => one !== line) } },
        () => call(sayLine, { params, body: { line, said: false } }),
        t('card.unsaid-done'),
        null,
      ),
    left: () => step({ state: 'left', leftAt: now() }, () => call(left, { params }), t('card.left-done', { name })),
    hand: (staffId: string, colleague: string) =>
      step(
        { whoId: staffId, goingBy: null, goingAt: null },
        () => call(handVisit, { params, body: { staffId } }),
        t('card.hand-done', { name, colleague }),
        visit.whoId === null ? null : handBack(visit.whoId),
      ),
    notThem: () =>
      step(
        { state: 'withdrawn', confirmed: false },
        () => call(confirmVisit, { params, body: { right: false } }),
        t('card.not-them-done'),
        // The read is erased at once: there is nothing left to bring back.
        null,
      ),
    isThem: () =>
      step(
        { confirmed: true },
        () => call(confirmVisit, { params, body: { right: true } }),
        t('card.is-them-done'),
        null,
      ),
  }
}
