import { Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Asset, type Customer, setOwner } from '../../../contract/customers.ts'
import { call } from '../../api.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { CustomerPicker } from './CustomerPicker.tsx'
import { useCustomerCache } from './cache.ts'

type Role = Asset['owners'][number]['role']

/** Someone else buys it, drives it, or runs it as a company. A new owner is a sale, and both pages tell it. */
export function HandOver({ asset, customer, close }: { asset: Asset; customer: Customer; close: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const [otherId, setOther] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('owner')
  const [since, setSince] = useState('')
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: async (customerId: string) => {
      await call(setOwner, { params: { id: asset.id }, body: { customerId, role, since: since || null } })
      await cache.again()
      await cache.timeline()
    },
    onSuccess: () => {
      toast(t('shell.saved'))
      close()
    },
  })
  return (
    <form
      className={classes.inset}
      aria-label={t('customer.hand-over')}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (otherId) save.mutate(otherId)
      }}
    >
      <CustomerPicker
        label={t('customer.hand-to')}
        except={customer.id}
        value={otherId}
        onChange={setOther}
        error={tried && !otherId ? t('start.needed') : null}
      />
      <Row>
        <Select
          label={t('customer.hand-as')}
          description={t(`customer.hand-as-${role}`)}
          value={role}
          onChange={(v) => setRole((v ?? 'owner') as Role)}
          data={(['owner', 'driver', 'company'] as const).map((value) => ({
            value,
            label: t(`customer.role-${value}`),
          }))}
        />
        <TextInput
          type="date"
          label={t('customer.since')}
          description={t('customer.since-hint')}
          value={since}
          onChange={(e) => setSince(e.currentTarget.value)}
        />
      </Row>
      <FormFooter submit={t('customer.hand-save')} busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
