import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { createAsset, createCustomer, listCustomers, readCustomer } from '../../../contract/customers.ts'
import type { Site } from '../../../contract/network.ts'
import { call } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { useExamples, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'

/** A first customer and their car, in one small form: enough to be greeted. The reader is their advisor. */
export function FirstCustomer({ site }: { site: Site }) {
  const { t, locale } = useWords()
  const { plate } = useExamples()
  const me = useMe()
  const queries = useQueryClient()
  const made = useRef<string>(null)
  const needed = (value: string) => (value.trim() ? null : t('start.needed'))
  const form = useForm({
    initialValues: { givenName: '', familyName: '', plate: '', make: '', model: '', colour: '' },
    validate: { familyName: needed, plate: needed },
  })
  const add = useMutation({
    mutationFn: async ({ givenName, familyName, ...car }: typeof form.values) => {
      const body = { givenName, familyName, language: locale, siteId: site.id, advisorId: me.staffId }
      // A car that was refused and is sent again goes to the customer who is there already.
      made.current ??= (await call(createCustomer, { body })).id
      await call(createAsset, { params: { id: made.current }, body: { ...car, plateCountry: site.country } })
    },
    onSettled: () => {
      for (const { name } of [listCustomers, readCustomer]) void queries.invalidateQueries({ queryKey: [name] })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} style={{ display: 'grid', gap: 14 }}>
      <Row>
        <TextInput label={t('start.given')} {...form.getInputProps('givenName')} />
        <TextInput label={t('start.family')} {...form.getInputProps('familyName')} />
      </Row>
      <Row cols={4}>
        <TextInput label={t('start.plate')} placeholder={plate} {...form.getInputProps('plate')} />
        <TextInput label={t('start.make')} {...form.getInputProps('make')} />
        <TextInput label={t('start.model')} {...form.getInputProps('model')} />
        <TextInput label={t('start.colour')} {...form.getInputProps('colour')} />
      </Row>
      <ErrorNote error={add.error} />
      <Button type="submit" loading={add.isPending} style={{ justifySelf: 'start' }}>
        {t('start.first-customer-do')}
      </Button>
    </form>
  )
}
