import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { customerTouches } from '../../../contract/loop.ts'
import { readTimeline } from '../../../contract/timeline.ts'
import { myDay, type Outcome, readTask, type ShortTask, sayOutcome, undoOutcome } from '../../../contract/work.ts'
import { call } from '../../api.ts'
import { dropDraft } from '../../kept-draft.ts'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { timeText } from '../../parts/when.ts'
import { untilSent } from '../../until-sent.ts'
import { useWords } from '../../words/words.tsx'
import { useOfferToAsk } from '../surveys/by-hand.tsx'

/** Where the word that goes with an outcome is kept while it is written. */
export const noteDraft = (taskId: string): string => `task ${taskId}`

/** What came of it, in one tap: it is written, said, and can be taken back. */
export function useOutcome(task: ShortTask, said?: () => void) {
  const queries = useQueryClient()
  const { t, locale } = useWords()
  const [busy, setBusy] = useState<Outcome | 'undo' | null>(null)
  const { name } = task
  const offer = useOfferToAsk()

  const settle = () =>
    Promise.all(
      [myDay, readTask, readTimeline, customerTouches].map(({ name }) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    )
  const undo = async (id: string) => {
    await call(undoOutcome, { params: { id } })
    await settle()
    toast(t('shell.undone'))
  }
  /** The next try, or the day that was promised, is the task's own day from now on. */
  const words = (after: ShortTask, outcome: Outcome): string => {
    const next = latest(after.verdict.nextAllowed, after.dueAgain)
    const when = next ? timeText(new Date(next), new Date(), locale) : ''
    if (outcome === 'no-answer' && after.state !== 'open') return t('work.said-no-answer-enough', { name })
    return t(`work.said-${outcome}`, { name, when })
  }

  return {
    busy,
    say: async (outcome: Outcome, more: { note?: string; until?: Date | null } = {}) => {
      setBusy(outcome)
      try {
        const body = { outcome, note: more.note?.trim() ?? '', until: more.until?.toISOString() ?? null }
        const after = await untilSent(
          () => call(sayOutcome, { params: { id: task.id }, body: { ...body, after: task.last?.id ?? null } }),
          () => toast(t('card.waits-for-network')),
        )
        dropDraft(noteDraft(task.id))
        await settle()
        said?.()
        const { last } = after
        if (last) undoable(words(after, outcome), () => undo(last.id), task.id)
        if (outcome === 'reached' && task.kind === 'call') void offer(task)
      } catch (fault) {
        toastProblem(fault)
      } finally {
        setBusy(null)
      }
    },
    takeBack: async () => {
      if (!task.last) return
      setBusy('undo')
      try {
        await undo(task.last.id)
      } catch (fault) {
        toastProblem(fault)
      } finally {
        setBusy(null)
      }
    },
  }
}

const latest = (a: string | null, b: string | null): string | null => (a && b ? (a > b ? a : b) : (a ?? b))
