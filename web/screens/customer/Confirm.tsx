import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { confirmField, customerRecords, type FieldOrigin } from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'

const CONFIRMED = ['name', 'birthDate', 'address'] as const
type Confirmed = (typeof CONFIRMED)[number]
export const canConfirm = (field: string): field is Confirmed => (CONFIRMED as readonly string[]).includes(field)

/** "They confirmed it", in one tap at the desk, and back. */
export function Confirm({ id, field }: { id: string; field: FieldOrigin & { field: Confirmed } }) {
  const { t } = useWords()
  const { fieldName } = useWeighed()
  const queries = useQueryClient()
  const write = async (confirmed: boolean) => {
    await call(confirmField, { params: { id }, body: { field: field.field, confirmed } })
    await queries.invalidateQueries({ queryKey: [customerRecords.name] })
  }
  const already = field.because === 'verified'
  const change = useMutation({
    mutationFn: () => write(!already),
    onError: toastProblem,
    onSuccess: () => {
      if (already) toast(t('identity.confirm-undone'))
      else undoable(t('identity.confirmed-done'), () => write(false), `confirm-${id}-${field.field}`)
    },
  })
  return (
    <Button
      variant="subtle"
      size="sm"
      h={44}
      px={10}
      ml={-10}
      {...(already ? { color: 'gray' } : {})}
      leftSection={already ? undefined : <IconCheck size={16} aria-hidden />}
      loading={change.isPending}
      aria-label={already ? undefined : t('identity.confirm-of', { field: fieldName(field.field) })}
      onClick={() => change.mutate()}
    >
      {t(already ? 'identity.confirm-undo' : 'identity.confirm')}
    </Button>
  )
}
