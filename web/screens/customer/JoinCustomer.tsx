import { Alert, Button, Group, Modal, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
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
import { datedText } from '../../parts/when.ts'
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
  const apart = pair.apart ?? []
  const theirs = pair.a.customerId === customer.id ? pair.b : pair.a
  const join = useMutation({
    // Who presses the button has read who said that they are two.
    mutationFn: () =>
      call(mergeCustomers, {
        params: { id: customer.id },
        body: { other, reason: reason.trim(), anyway: apart.length > 0 },
      }),
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
      <SaidApart apart={apart} />
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
          {t(apart.length > 0 ? 'identity.join-anyway' : 'identity.join-do')}
        </Button>
      </Group>
    </form>
  )
}

/** Who has said that they are two people, the last first; each word once. */
function SaidApart({ apart }: { apart: NonNullable<Pair['apart']> }) {
  const { t, locale } = useWords()
  const lines = apart.map(({ by, at, reason }) =>
    t(reason ? 'identity.join-apart-why' : 'identity.join-apart', {
      by: by || t('identity.join-apart-nobody'),
      date: datedText(new Date(at), new Date(), locale),
      reason,
    }),
  )
  if (lines.length === 0) return null
  return (
    <Alert color="brick" variant="light" icon={<IconAlertTriangle aria-hidden />}>
      {[...new Set(lines)].slice(0, 3).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Alert>
  )
}
