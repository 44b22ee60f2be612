import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { Playbook } from '../../../contract/playbook.ts'
import { checkPlaybook, editPlaybook, type PlaybookChange, type PlaybookFault } from '../../../contract/playbooks.ts'
import { call } from '../../api.ts'
import { toastProblem } from '../../parts/toast.tsx'

type Read = AnswerOf<typeof checkPlaybook>
const REST_MS = 350

export interface Draft {
  yaml: string
  /** As it reads now; the last that read when it does not. */
  playbook: Playbook | null
  faults: readonly PlaybookFault[]
  /** The faults are those of this very text. */
  settled: boolean
  write: (yaml: string) => void
  /** Writes a change of a form into the page. @returns the faults that would come of it; none, and it is in the page. */
  change: (change: PlaybookChange) => Promise<readonly PlaybookFault[]>
}

/** The page being written: kept in the tab, so that a reload loses nothing, and read again as one types. */
export function useDraft(key: string, first: string): Draft {
  const place = `okaeri.playbook.${key}`
  const [yaml, set] = useState(() => sessionStorage.getItem(place) ?? first)
  const newest = useRef(yaml)
  const [asked] = useDebouncedValue(yaml, REST_MS)
  const read = useQuery<Read>({
    queryKey: [checkPlaybook.name, asked],
    queryFn: ({ signal }) => call(checkPlaybook, { body: { yaml: asked } }, { signal }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [last, keep] = useState<Playbook | null>(null)
  const playbook = read.data?.playbook ?? null
  useEffect(() => {
    if (playbook) keep(playbook)
  }, [playbook])
  const write = (next: string): void => {
    sessionStorage.setItem(place, next)
    newest.current = next
    set(next)
  }
  return {
    yaml,
    playbook: playbook ?? last,
    faults: read.data?.faults ?? [],
    settled: asked === yaml && !read.isFetching && !read.isPlaceholderData,
    write,
    async change(change) {
      try {
        let sent = newest.current
        let answer = await call(editPlaybook, { body: { yaml: sent, change } })
        // Written meanwhile, by hand or by another form: the change is made in what stands there now.
        while (newest.current !== sent) {
          sent = newest.current
          answer = await call(editPlaybook, { body: { yaml: sent, change } })
        }
        // What was wrong before the change is not the form's to refuse.
        const known = new Set((read.data?.faults ?? []).map((each) => `${each.path} ${each.because.code}`))
        const fresh = answer.faults.filter((each) => !known.has(`${each.path} ${each.because.code}`))
        if (fresh.length === 0) write(answer.yaml)
        return fresh
      } catch (fault) {
        toastProblem(fault)
        throw fault
      }
    },
  }
}

/** Forgets the page of this tab: it is kept by the house now. */
export const forgetDraft = (key: string): void => sessionStorage.removeItem(`okaeri.playbook.${key}`)
