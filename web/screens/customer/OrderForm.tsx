import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { createOrder, FAMILIES, listOrders, ORDER_KINDS, type Order } from '../../../contract/timeline.ts'
import { useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { beyondFields, fieldFaults } from './faults.ts'
import { plateNow } from './vehicle-values.ts'

/** A new order, written by hand. */
export function OrderForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t, word } = useWords()
  const { site } = useSite()
  const box = useRef<HTMLFormElement>(null)
  const form = useForm({
    initialValues: {
      number: '',
      kind: 'repair' as Order['kind'],
      title: '',
      promisedOn: '',
      amount: '' as number | '',
      assetId: null as string | null,
      family: null as string | null,
    },
    validate: { number: (value) => (value.trim() ? null : t('start.needed')) },
  })
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input')?.focus()
  }, [])
  const add = useDo(createOrder, {
    refresh: [listOrders],
    done: () => {
      toast(t('customer.order-added'))
      close()
    },
  })
  return (
    <form
      ref={box}
      noValidate
      aria-label={t('customer.order-add')}
      className={classes.lines}
      onSubmit={form.onSubmit(({ amount, promisedOn, ...rest }) =>
        add.mutate(
          {
            params: { id: customer.id },
            body: {
              ...rest,
              promisedOn: promisedOn || null,
              amountCents: amount === '' ? null : Math.round(amount * 100),
              siteId: customer.siteId ?? site?.id ?? null,
            },
          },
          { onError: (fault) => form.setErrors(fieldFaults(fault, t)) },
        ),
      )}
    >
      <Row>
        <TextInput label={t('customer.order-number')} maxLength={60} {...form.getInputProps('number')} />
        <Select
          label={t('customer.order-kind')}
          data={ORDER_KINDS.map((value) => ({ value, label: t(`customer.order-kind-${value}`) }))}
          {...form.getInputProps('kind')}
        />
      </Row>
      <Select
        clearable
        label={t('customer.order-family')}
        placeholder={t('customer.order-family-auto')}
        data={FAMILIES.map((value) => ({ value, label: word('family', value) }))}
        {...form.getInputProps('family')}
      />
      <TextInput label={t('customer.order-title')} maxLength={200} {...form.getInputProps('title')} />
      <Row cols={3}>
        <TextInput type="date" label={t('customer.order-promised-on')} {...form.getInputProps('promisedOn')} />
        <NumberInput
          label={t('customer.order-amount')}
          min={0}
          decimalScale={2}
          suffix=" €"
          thousandSeparator=" "
          hideControls
          {...form.getInputProps('amount')}
        />
        {customer.assets.length > 0 && (
          <Select
            clearable
            label={t('customer.for-vehicle')}
            placeholder={t('shell.none')}
            data={customer.assets.map((asset) => ({
              value: asset.id,
              label: [`${asset.make} ${asset.model}`.trim(), plateNow(asset)?.display].filter(Boolean).join(' · '),
            }))}
            {...form.getInputProps('assetId')}
          />
        )}
      </Row>
      <FormFooter
        submit={t('customer.order-save')}
        busy={add.isPending}
        error={beyondFields(add.error)}
        onCancel={close}
      />
    </form>
  )
}
