import { NumberInput, SegmentedControl, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { Fields, Row } from '../../parts/Field.tsx'
import { useExamples } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import type { FormOf } from './form.ts'
import type { VehicleValues } from './vehicle-values.ts'

interface PartProps {
  form: FormOf<VehicleValues>
}

/** The fields of a vehicle or a product; what a camera and an advisor need comes first. */
export function VehicleFields({ form, roles }: PartProps & { roles: boolean }) {
  const { t } = useWords()
  const vehicle = form.values.kind === 'vehicle'
  return (
    <>
      <SegmentedControl
        aria-label={t('customer.vehicle-kind')}
        style={{ justifySelf: 'start' }}
        data={(['vehicle', 'product'] as const).map((value) => ({ value, label: t(`customer.vehicle-kind-${value}`) }))}
        {...form.getInputProps('kind')}
      />
      {vehicle && <Plate form={form} />}
      <Row>
        <TextInput label={t('customer.make')} maxLength={60} {...form.getInputProps('make')} />
        <TextInput label={t('customer.model')} maxLength={80} {...form.getInputProps('model')} />
      </Row>
      {vehicle && <HowItLooks form={form} />}
      <TagsInput
        label={t('customer.options')}
        description={t('customer.options-hint')}
        placeholder={form.values.options.length ? '' : t('customer.options-example')}
        maxTags={100}
        {...form.getInputProps('options')}
      />
      <Upkeep form={form} />
      <Bought form={form} />
      {roles && (
        <Select
          label={t('customer.role')}
          data={(['owner', 'driver', 'company'] as const).map((value) => ({
            value,
            label: t(`customer.role-${value}`),
          }))}
          {...form.getInputProps('role')}
        />
      )}
      {vehicle && (
        <Switch
          size="md"
          className={classes.switch ?? ''}
          label={t('customer.vehicle-object')}
          description={t('customer.vehicle-object-hint')}
          checked={form.values.recognition === 'objected'}
          onChange={(e) => form.setFieldValue('recognition', e.currentTarget.checked ? 'objected' : 'default')}
        />
      )}
    </>
  )
}

function Plate({ form }: PartProps) {
  const { t } = useWords()
  const { plate } = useExamples()
  return (
    <div className={classes.plateOf}>
      <TextInput
        label={t('customer.plate')}
        placeholder={plate}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={20}
        {...form.getInputProps('plate')}
      />
      <TextInput label={t('customer.plate-country')} maxLength={3} {...form.getInputProps('plateCountry')} />
    </div>
  )
}

/** What it is known by from afar, and its number. */
function HowItLooks({ form }: PartProps) {
  const { t } = useWords()
  const vinLetters = form.values.vin.replace(/[\s.\-_/]/gu, '').length
  return (
    <>
      <Row cols={3}>
        <TextInput
          label={t('customer.body')}
          placeholder={t('customer.body-example')}
          maxLength={40}
          {...form.getInputProps('body')}
        />
        <TextInput label={t('customer.colour')} maxLength={40} {...form.getInputProps('colour')} />
        <NumberInput
          label={t('customer.year')}
          min={1885}
          max={2100}
          clampBehavior="none"
          thousandSeparator=""
          hideControls
          {...form.getInputProps('year')}
        />
      </Row>
      <TextInput
        label={t('customer.vin')}
        description={vinLetters ? t('customer.vin-count', { n: vinLetters }) : t('customer.vin-hint')}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={20}
        {...form.getInputProps('vin')}
      />
    </>
  )
}

/** Its key and its dates. */
function Upkeep({ form }: PartProps) {
  const { t } = useWords()
  const vehicle = form.values.kind === 'vehicle'
  return (
    <Row>
      <TextInput label={t('customer.key-ref')} maxLength={40} {...form.getInputProps('keyRef')} />
      {vehicle && (
        <NumberInput
          label={t('customer.mileage')}
          min={0}
          max={5_000_000}
          clampBehavior="none"
          thousandSeparator=" "
          hideControls
          {...form.getInputProps('mileage')}
        />
      )}
      {vehicle && (
        <>
          <TextInput
            type="date"
            label={t('customer.registered-on')}
            description={t('customer.registered-on-hint')}
            {...form.getInputProps('registeredOn')}
          />
          <TextInput
            type="date"
            label={t('customer.control-until')}
            description={t('customer.control-until-hint')}
            {...form.getInputProps('controlUntil')}
          />
        </>
      )}
      <TextInput type="date" label={t('customer.warranty')} {...form.getInputProps('warrantyUntil')} />
      <TextInput type="date" label={t('customer.next-service')} {...form.getInputProps('nextServiceOn')} />
    </Row>
  )
}

function Bought({ form }: PartProps) {
  const { t } = useWords()
  const { sites } = useNames()
  return (
    <Fields legend={t('customer.bought')}>
      <Row cols={3}>
        <Select
          clearable
          label={t('customer.bought-site')}
          placeholder={t('customer.bought-elsewhere')}
          data={sites.map((s) => ({ value: s.id, label: s.name }))}
          {...form.getInputProps('boughtSiteId')}
        />
        {!form.values.boughtSiteId && (
          <TextInput label={t('customer.bought-at')} maxLength={120} {...form.getInputProps('boughtAt')} />
        )}
        <TextInput type="date" label={t('customer.bought-on')} {...form.getInputProps('boughtOn')} />
      </Row>
    </Fields>
  )
}
