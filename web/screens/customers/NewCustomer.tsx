import { Button, Collapse, Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { listStaff } from '../../../contract/network.ts'
import { useAsk } from '../../ask.ts'
import { AdvisorPicker } from '../../parts/AdvisorPicker.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useExamples, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { beyondFields } from '../customer/faults.ts'
import { useLanguages } from '../customer/languages.ts'
import { AlreadyKnown } from './AlreadyKnown.tsx'
import classes from './Customers.module.css'
import { type NewCustomerForm, useAddCustomer, useNewCustomerForm } from './new-customer.ts'

/** A new customer while they stand there: name, one way to reach them, their car. The rest can wait for their page. */
export function NewCustomer({ sought = '', close }: { sought?: string; close: () => void }) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 48em)')
  const { form, takenUp, anew, drop } = useNewCustomerForm(sought)
  const add = useAddCustomer(form)
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
        {takenUp && (
          <p className={classes.kept} role="status">
            {t('customer.draft-kept')}{' '}
            <Button variant="subtle" size="compact-md" onClick={anew}>
              {t('customer.draft-anew')}
            </Button>
          </p>
        )}
        <Who form={form} />
        <AlreadyKnown typed={form.values} />
        <TheirVehicle form={form} />
        <More form={form} />
        <div className={classes.end}>
          <FormFooter
            submit={t('customer.create')}
            busy={add.isPending}
            error={beyondFields(add.error)}
            onCancel={() => {
              drop()
              close()
            }}
          />
        </div>
      </form>
    </Modal>
  )
}

interface PartProps {
  form: NewCustomerForm
}

/** What they are called, and one way to reach them. */
function Who({ form }: PartProps) {
  const { t } = useWords()
  const { phone } = useExamples()
  return (
    <>
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
          placeholder={phone}
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
    </>
  )
}

function TheirVehicle({ form }: PartProps) {
  const { t } = useWords()
  const { plate } = useExamples()
  return (
    <Row>
      <TextInput
        label={t('customer.plate')}
        placeholder={plate}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={20}
        {...form.getInputProps('plate')}
      />
      <TextInput label={t('customer.make')} maxLength={60} {...form.getInputProps('make')} />
      <TextInput label={t('customer.model')} maxLength={80} {...form.getInputProps('model')} />
      <TextInput label={t('customer.colour')} maxLength={40} {...form.getInputProps('colour')} />
    </Row>
  )
}

/** What can wait, behind one press. */
function More({ form }: PartProps) {
  const { t } = useWords()
  const { options } = useLanguages()
  const { site } = useSite()
  const staff = useAsk(listStaff, { query: {} })
  const [more, setMore] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        style={{ justifySelf: 'start' }}
        aria-expanded={more}
        leftSection={<IconChevronDown size={18} aria-hidden style={{ transform: more ? 'rotate(180deg)' : 'none' }} />}
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
    </>
  )
}
