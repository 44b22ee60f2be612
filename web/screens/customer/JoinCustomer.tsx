import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { comparePair, mergeCustomers, type Pair, undoIdentityEvent } from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { undoable } from '../../parts/toast.tsx'
import { Waterfall } from '../../parts/Waterfall.tsx'
import { useWords } from '../../words/words.tsx'
import { Chance } from '../identity/Chance.tsx'
import { useIdentityCache } from '../identity/doubts.ts'
import { SideBySide } from '../identity/SideBySide.tsx'
import { CustomerPicker } from './CustomerPicker.tsx'
import records from './Records.module.css'

/** Joining the other page of this same person: found, compared, then joined by a person's word; it can be undone. */
export function JoinCustomer({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 48em)')
  const [other, setOther] = useState<string | null>(null)
  const compared = useAsk(comparePair, { query: { a: customer.id, b: other ?? '' } }, { enabled: other !== null })
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      fullScreen={phone ?? false}
      title={t('identity.join')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <p className={records.lead}>{t('identity.join-lead')}</p>
      <CustomerPicker label={t('identity.join-whom')} except={customer.id} value={other} onChange={setOther} />
      <ErrorNote error={other ? compared.error : null} retry={compared.refetch} />
      {other && !compared.data && !compared.error && <Loading rows={1} as="card" />}
      {other && compared.data && (
        <Compared key={other} pair={compared.data} customer={customer} other={other} close={close} />
      )}
    </Modal>
  )
}

interface ComparedProps {
  pair: Pair
  customer: Customer
  other: string
  close: () => void
}

function Compared({ pair, customer, other, close }: ComparedProps) {
  const { t } = useWords()
  const cache = useIdentityCache()
  const [reason, setReason] = useState('')
  const theirs = pair.a.customerId === customer.id ? pair.b : pair.a
  const join = useMutation({
    mutationFn: () => call(mergeCustomers, { params: { id: customer.id }, body: { other, reason: reason.trim() } }),
    onSuccess: async ({ eventId }) => {
      const names = { name: customer.name, other: theirs.customerName || theirs.name }
      undoable(t('identity.join-done', names), async () => {
        await call(undoIdentityEvent, { params: { id: eventId } })
        await cache.moved()
      })
      close()
      await cache.moved()
    },
  })
  return (
    <form
      className={records.compared}
      onSubmit={(event) => {
        event.preventDefault()
        join.mutate()
      }}
    >
      <div>
        <Chance pair={pair} />
      </div>
      <SideBySide pair={pair} />
      <details className={records.why}>
        <summary>{t('identity.why')}</summary>
        <Waterfall contributions={pair.contributions} bits={pair.bits} />
      </details>
      <TextInput
        label={t('identity.join-reason')}
        placeholder={t('identity.join-reason-example')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNote error={join.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" loading={join.isPending}>
          {t('identity.join-do')}
        </Button>
      </Group>
    </form>
  )
}
