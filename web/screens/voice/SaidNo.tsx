import { Button } from '@mantine/core'
import { IconArrowBackUp, IconHandStop } from '@tabler/icons-react'
import { noWasNone, type Verbatim } from '../../../contract/feedback.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { REFRESH } from './cases/refresh.ts'
import { useAgain } from './cases/useAgain.ts'

/** What they asked of us in the middle of their words, and that holds. */
export function NosHeard({ nos }: { nos: Verbatim['saidNo'] }) {
  const { t } = useWords()
  return nos.map((no) => (
    <li key={no}>
      <Tone tone="wait" icon={<IconHandStop size={16} aria-hidden />}>
        {t(`inbox.no-${no}`)}
      </Tone>
    </li>
  ))
}

/** Read as a no, and none: what stood before stands again. */
export function NoWasNone({ id }: { id: string }) {
  const { t } = useWords()
  const again = useAgain()
  const params = { id }
  const none = useDo(noWasNone, {
    refresh: REFRESH,
    done: () =>
      undoable(
        t('inbox.no-taken-back'),
        async () => {
          await call(noWasNone, { params, body: { none: false } })
          await again()
        },
        `no-${id}`,
      ),
  })
  return (
    <Button
      variant="subtle"
      size="sm"
      h={44}
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      loading={none.isPending}
      onClick={() => none.mutate({ params, body: { none: true } }, { onError: toastProblem })}
    >
      {t('inbox.no-none')}
    </Button>
  )
}
