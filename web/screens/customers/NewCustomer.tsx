import { Button, Collapse, Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { createAsset, createCustomer, listCustomers } from '../../../contract/customers.ts'
import { listStaff } from '../../../contract/network.ts'
import { spokenIn } from '../../../contract/spoken-in.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { dropDraft, keepDraft, keptDraft } from '../../kept-draft.ts'
import { AdvisorPicker } from '../../parts/AdvisorPicker.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { beyondFields, fieldFaults } from '../customer/faults.ts'
import { useLanguages } from '../customer/languages.ts'
import { AlreadyKnown } from './AlreadyKnown.tsx'
import classes from './Customers.module.css'
import { fromSearch } from './from-search.ts'

const DRAFT = 'new-customer'
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u

/** A new customer while they stand there: name, one way to reach them, their car. The rest can wait for their page. */
export function NewCustomer({ sought = '', close }: { sought?: string; close: () => void }) {
  const { t, locale } = useWords()
  const me = useMe()
  const { site } = useSite()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const phone = useMediaQuery('(max-width: 48em)')
  const { options } = useLanguages()
  const staff = useAsk(listStaff, { query: {} })
  const [more, setMore] = useState(false)
  // Written already, when it was the vehicle that was refused: saving again must not write the person twice.
  const written = useRef<string | null>(null)
  const advises = me.roles.some((r) => r.role === 'sales-advisor' || r.role === 'service-advisor')
  const fresh = {
    kind: 'person' as 'person' | 'company',
    companyName: '',
    ...fromSearch(sought),
    make: '',
    model: '',
    colour: '',
    pronunciation: '',
    language: site ? spokenIn(site.country) : (locale as string),
    city: '',
    advisorId: (advises ? me.staffId : null) as string | null,
  }
  // Half written when somebody asked for something else: taken up again, unless one comes from a search for another.
  const [before, setBefore] = useState(() => (sought ? null : keptDraft<typeof fresh>(DRAFT)))
  const form = useForm({
    initialValues: before ? { ...fresh, ...before } : fresh,
    onValuesChange: (values) => keepDraft(DRAFT, values),
    validate: {
      companyName: (value, all) => (all.kind === 'company' && !value.trim() ? t('customer.fault-name') : null),
      familyName: (value, all) =>
        all.kind === 'person' && !value.trim() && !all.givenName.trim() ? t('customer.fault-name') : null,
      email: (value) => (value.trim() && !EMAIL.test(value.trim()) ? t('customer.fault-email') : null),
    },
  })
  const add = useMutation({
    mutationFn: async ({ phone: number, email, plate, make, model, colour, ...person }: typeof form.values) => {
      written.current ??= (
        await call(createCustomer, {
          body: {
            ...person,
            companyName: person.kind === 'company' ? person.companyName : '',
            siteId: site?.id ?? null,
            phones: number.trim() ? [{ number }] : [],
            emails: email.trim() ? [{ address: email.trim() }] : [],
          },
        })
      ).id
      if (plate.trim() || make.trim() || model.trim())
        await call(createAsset, {
          params: { id: written.current },
          body: {
            plate: plate.trim() || null,
            make,
            model,
            colour,
            plateCountry: site?.country ?? 'FR',
            role: person.kind === 'company' ? 'company' : 'owner',
          },
        })
      return written.current
    },
    onError: (fault) => {
      const faults = fieldFaults(fault, t)
      form.setErrors({
        ...faults,
        ...(faults['phones.0.number'] ? { phone: faults['phones.0.number'] } : {}),
        ...(faults['emails.0.address'] ? { email: faults['emails.0.address'] } : {}),
      })
    },
    onSuccess: (id) => {
      dropDraft(DRAFT)
      void queries.invalidateQueries({ queryKey: [listCustomers.name] })
      toast(t('customer.created', { name: nameOf(form.values) }))
      void navigate({ to: '/customers/$id', params: { id } })
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      fullScreen={phone ?? false}
      title={t('customer.new')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form noValidate className={classes.form} onSubmit={form.onSubmit((values) => add.mutate(values))}>
        {before && (
          <p className={classes.kept} role="status">
            {t('customer.draft-kept')}{' '}
            <Button
              variant="subtle"
              size="compact-md"
              onClick={() => {
                setBefore(null)
                form.setValues(fresh)
                dropDraft(DRAFT)
              }}
            >
              {t('customer.draft-anew')}
            </Button>
          </p>
        )}
        <SegmentedControl
          aria-label={t('customer.kind')}
          style={{ justifySelf: 'start' }}
          data={(['person', 'company'] as const).map((value) => ({ value, label: t(`customer.kind-${value}`) }))}
          {...form.getInputProps('kind')}
        />
        {form.values.kind === 'company' && (
          <TextInput label={t('customer.company')} maxLength={150} {...form.getInputProps('companyName')} />
        )}
        <Row>
          <TextInput
            data-autofocus
            label={t('customer.given')}
            autoComplete="off"
            maxLength={100}
            {...form.getInputProps('givenName')}
          />
          <TextInput
            label={t('customer.family')}
            autoComplete="off"
            maxLength={100}
            {...form.getInputProps('familyName')}
          />
        </Row>
        <Row>
          <TextInput
            type="tel"
            label={t('customer.phone')}
            placeholder={t('customer.phone-example')}
            autoComplete="off"
            maxLength={40}
            {...form.getInputProps('phone')}
          />
          <TextInput
            type="email"
            label={t('customer.email')}
            autoComplete="off"
            maxLength={200}
            {...form.getInputProps('email')}
          />
        </Row>
        <AlreadyKnown typed={form.values} />
        <Row>
          <TextInput
            label={t('customer.plate')}
            placeholder="AB-123-CD"
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={20}
            {...form.getInputProps('plate')}
          />
          <TextInput label={t('customer.make')} maxLength={60} {...form.getInputProps('make')} />
          <TextInput label={t('customer.model')} maxLength={80} {...form.getInputProps('model')} />
          <TextInput label={t('customer.colour')} maxLength={40} {...form.getInputProps('colour')} />
        </Row>
        <Button
          variant="subtle"
          style={{ justifySelf: 'start' }}
          aria-expanded={more}
          leftSection={
            <IconChevronDown size={18} aria-hidden style={{ transform: more ? 'rotate(180deg)' : 'none' }} />
          }
          onClick={() => setMore(!more)}
        >
          {t('customer.more-fields')}
        </Button>
        <Collapse expanded={more}>
          <div className={classes.form}>
            <TextInput
              label={t('customer.said')}
              description={t('customer.said-hint')}
              placeholder={t('customer.said-example')}
              maxLength={150}
              {...form.getInputProps('pronunciation')}
            />
            <Row>
              <Select
                searchable
                label={t('customer.language')}
                data={options(form.values.language)}
                nothingFoundMessage={t('shell.none')}
                {...form.getInputProps('language')}
              />
              <TextInput label={t('customer.city')} maxLength={100} {...form.getInputProps('city')} />
            </Row>
            <AdvisorPicker
              site={site ?? null}
              label={t('customer.advisor')}
              staff={staff.data?.staff ?? []}
              value={form.values.advisorId}
              onChange={(id) => form.setFieldValue('advisorId', id)}
            />
          </div>
        </Collapse>
        <div className={classes.end}>
          <FormFooter
            submit={t('customer.create')}
            busy={add.isPending}
            error={beyondFields(add.error)}
            onCancel={() => {
              dropDraft(DRAFT)
              close()
            }}
          />
        </div>
      </form>
    </Modal>
  )
}

const nameOf = (v: { kind: string; givenName: string; familyName: string; companyName: string }): string =>
  (v.kind === 'company' && v.companyName.trim()) || `${v.givenName} ${v.familyName}`.trim()
