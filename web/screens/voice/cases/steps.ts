import type { Endpoint } from '../../../../contract/endpoint.ts'
import { undoCaseStep } from '../../../../contract/recovery.ts'
import { call } from '../../../api.ts'
import { useDo } from '../../../ask.ts'
import { undoable } from '../../../parts/toast.tsx'
import { REFRESH } from './refresh.ts'
import { useAgain } from './useAgain.ts'

/** Does something with a case that can be taken back for ten minutes; the toast offers it for ten seconds, the list of steps after that. */
export function useStep<E extends Endpoint>(endpoint: E, caseId: string, said: string, done?: () => void) {
  const again = useAgain()
  return useDo(endpoint, {
    refresh: REFRESH,
    done: (answer) => {
      const { step } = answer as { step: string | null }
      if (step)
        undoable(
          said,
          async () => {
            await call(undoCaseStep, { params: { id: step } })
            await again()
          },
          `case-${caseId}`,
        )
      done?.()
    },
  })
}
