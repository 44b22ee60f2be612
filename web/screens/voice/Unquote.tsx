import { Button } from '@mantine/core'
import { IconQuoteOff } from '@tabler/icons-react'
import { undoWithdrawQuote, withdrawQuote } from '../../../contract/feedback.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { REFRESH } from './cases/refresh.ts'
import { useAgain } from './cases/useAgain.ts'

/** The customer says that they do not wish to be quoted any more: it is taken back for them, and a slip is undone. */
export function Unquote({ id }: { id: string }) {
  const { t } = useWords()
  const again = useAgain()
  const params = { id }
  const withdraw = useDo(withdrawQuote, {
    refresh: REFRESH,
    done: () =>
      undoable(
        t('inbox.unquoted'),
        async () => {
          await call(undoWithdrawQuote, { params })
          await again()
        },
        `quote-${id}`,
      ),
  })
  return (
    <Button
      variant="subtle"
      size="sm"
      h={44}
      leftSection={<IconQuoteOff size={18} aria-hidden />}
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate({ params }, { onError: toastProblem })}
    >
      {t('inbox.unquote')}
    </Button>
  )
}
