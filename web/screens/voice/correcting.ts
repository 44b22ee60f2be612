import { useQueryClient } from '@tanstack/react-query'
import type { Change, Verbatim } from '../../../contract/feedback.ts'
import {
  correctVerbatim,
  countVerbatims,
  listVerbatims,
  readVerbatim,
  undoCorrection,
} from '../../../contract/feedback.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

type Pages = { pages: { verbatims: Verbatim[] }[] }

/** Says what words mean, at once; the line stays where it is, also when it no longer answers the filter. */
export function useCorrecting(verbatim: Verbatim) {
  const { t } = useWords()
  const queries = useQueryClient()
  const again = () =>
    Promise.all(
      [listVerbatims, countVerbatims, readVerbatim].map((each) => queries.invalidateQueries({ queryKey: [each.name] })),
    )
  const put = (next: Verbatim) =>
    queries.setQueriesData<Pages>(
      { queryKey: [listVerbatims.name] },
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            verbatims: page.verbatims.map((each) => (each.id === next.id ? next : each)),
          })),
        },
    )
  const send = useDo(correctVerbatim, { refresh: [countVerbatims, readVerbatim] })
  const correct = (changes: Change[], same: boolean) =>
    send.mutate(
      { params: { id: verbatim.id }, body: { changes, same } },
      {
        onError: toastProblem,
        onSuccess: ({ batch, verbatims, verbatim: next }) => {
          if (verbatims > 1) void again()
          else put(next)
          if (batch)
            undoable(
              t('inbox.corrected', { n: verbatims }),
              async () => {
                await call(undoCorrection, { params: { id: batch } })
                await again()
              },
              batch,
            )
        },
      },
    )
  return { correct, busy: send.isPending }
}
