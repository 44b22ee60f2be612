import { Button, Group, MultiSelect, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { createOwner, SERVICES, type Service } from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { Door } from '../../parts/Door.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { COUNTRIES, countryOf } from '../setup/where.ts'
import classes from './Welcome.module.css'

const STEPS = ['you', 'network', 'site'] as const
const FIELDS = {
  you: ['code', 'name', 'email', 'password'],
  network: ['network'],
  site: ['site', 'greetWithinS'],
} as const

const ZONES = Intl.supportedValuesOf('timeZone')
const TOLD = Intl.DateTimeFormat().resolvedOptions().timeZone
/** A machine that tells UTC stands nowhere: no place has that clock. */
const HERE = ZONES.includes(TOLD) ? TOLD : 'Europe/Paris'

/** Your own house in three calm steps: you, your network, its first site. */
export function Own({ needsCode, back }: { needsCode: boolean; back: () => void }) {
  const { t, locale } = useWords()
  const [at, setAt] = useState(0)
  const step = STEPS[at] ?? 'you'
  const create = useDo(createOwner, { done: () => location.assign('/') })
  const form = useOwnForm(needsCode)
  const onward = () => {
    const faults = form.validate().errors
    const wrong = FIELDS[step].find((field) => faults[field])
    const later = Object.fromEntries(
      Object.entries(faults).filter(([field]) => (FIELDS[step] as readonly string[]).includes(field)),
    )
    form.setErrors(later)
    if (wrong) return form.getInputNode(wrong)?.focus()
    // A garage of one site bears one name: what was said once is not asked again.
    if (step === 'network' && !form.getValues().site) form.setFieldValue('site', form.getValues().network)
    if (at < STEPS.length - 1) return setAt(at + 1)
    const { code, name, email, password, network, site, city, country, timeZone, services, greetWithinS } =
      form.getValues()
    create.mutate({
      body: {
        ...(needsCode ? { code } : {}),
        name,
        email: email.trim(),
        password,
        network,
        locale,
        site: { name: site, city, country, timeZone, services, greetWithinS },
      },
    })
  }
  return (
    <Door title={t(`start.step-${step}`)} lead={t(`start.${step}-lead`)}>
      <p className={classes.steps} aria-live="polite">
        {t('start.step', { n: at + 1, of: STEPS.length })}
      </p>
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          onward()
        }}
      >
        {step === 'you' && <You form={form} needsCode={needsCode} />}
        {step === 'network' && (
          <TextInput
            label={t('start.network')}
            autoComplete="organization"
            autoFocus
            {...form.getInputProps('network')}
          />
        )}
        {step === 'site' && <FirstSite form={form} />}
        <ErrorNote error={create.error} />
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => (at === 0 ? back() : setAt(at - 1))}>
            {t('shell.back')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t(at === STEPS.length - 1 ? 'start.finish' : 'start.next')}
          </Button>
        </Group>
      </form>
    </Door>
  )
}

/** What is asked, and when it is good enough to go on. */
function useOwnForm(needsCode: boolean) {
  const { t } = useWords()
  const needed = (value: string) => (value.trim() ? null : t('start.needed'))
  return useForm({
    initialValues: {
      code: '',
      name: '',
      email: '',
      password: '',
      network: '',
      site: '',
      city: '',
      country: countryOf(HERE, navigator.language),
      timeZone: HERE,
      services: ['reception', 'sales', 'service'] as Service[],
      greetWithinS: 90,
    },
    validate: {
      code: (value) => (needsCode ? needed(value) : null),
      name: needed,
      email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value.trim()) ? null : t('start.email-bad')),
      password: (value) => (value.length >= 12 ? null : t('start.password-short', { n: 12 - value.length })),
      network: needed,
      site: needed,
    },
  })
}

type OwnForm = ReturnType<typeof useOwnForm>

function You({ form, needsCode }: { form: OwnForm; needsCode: boolean }) {
  const { t } = useWords()
  return (
    <>
      {needsCode && (
        <TextInput
          label={t('start.code')}
          description={t('start.code-hint')}
          autoComplete="off"
          {...form.getInputProps('code')}
        />
      )}
      <TextInput label={t('start.name')} autoComplete="name" autoFocus {...form.getInputProps('name')} />
      <TextInput label={t('start.email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
      <PasswordInput
        label={t('start.password')}
        description={t('start.password-hint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
        {...form.getInputProps('password')}
      />
    </>
  )
}

function FirstSite({ form }: { form: OwnForm }) {
  const { t, word, locale } = useWords()
  const named = new Intl.DisplayNames(locale, { type: 'region' })
  return (
    <>
      <Row>
        <TextInput
          label={t('start.site')}
          placeholder={t('start.site-example')}
          autoFocus
          {...form.getInputProps('site')}
        />
        <TextInput label={t('start.city')} {...form.getInputProps('city')} />
      </Row>
      <Row>
        <Select
          label={t('start.country')}
          data={COUNTRIES.map((code) => ({ value: code, label: named.of(code) ?? code }))}
          searchable
          allowDeselect={false}
          {...form.getInputProps('country')}
        />
        <Select
          label={t('start.zone')}
          data={ZONES}
          searchable
          allowDeselect={false}
          {...form.getInputProps('timeZone')}
        />
      </Row>
      <MultiSelect
        label={t('start.services')}
        data={SERVICES.map((service) => ({ value: service, label: word('service', service) }))}
        {...form.getInputProps('services')}
      />
      <NumberInput
        label={t('start.within')}
        description={t('start.within-hint')}
        min={15}
        max={3600}
        step={15}
        suffix=" s"
        {...form.getInputProps('greetWithinS')}
      />
    </>
  )
}
