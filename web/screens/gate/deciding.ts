import type { AnswerOf } from '../../../contract/endpoint.ts'
import { readProduct, undoGate } from '../../../contract/gate-file.ts'
import { listProducts } from '../../../contract/quality.ts'
import { useDo } from '../../ask.ts'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

export type ProductPage = AnswerOf<typeof readProduct>
/** What a decision changes on screen. */
export const REFRESH = [readProduct, listProducts]

/** Takes the last decision back, and says so. */
export function useUndo(): (event: string) => Promise<unknown> {
  const { t } = useWords()
  const undo = useDo(undoGate, { refresh: REFRESH, done: () => toast(t('gate.undone')) })
  return (event) => undo.mutateAsync({ params: { id: event } })
}

export interface Deciding {
  page: ProductPage
  close: () => void
  undo: (event: string) => Promise<unknown>
}
