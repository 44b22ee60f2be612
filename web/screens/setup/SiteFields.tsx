import { MultiSelect, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { SERVICES, type Service, type Site } from '../../../contract/network.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import type { FormOf } from '../customer/form.ts'
import { HoursEditor } from './HoursEditor.tsx'
import { hoursAreRight } from './hours.ts'
import classes from './Setup.module.css'
import { COUNTRIES } from './where.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const RULES = ['informed', 'opt-in', 'off'] as const

export interface SiteValues {
  name: string
  brandId: string | null
  address: string
  postcode: string
  city: string
  country: string
  timeZone: string
  phone: string
  hours: Site['hours']
  services: Service[]
  greetWithinS: number | string
  ringS: number | string
  recognition: Site['recognition']
}

export const NEW_SITE: Omit<SiteValues, 'country' | 'timeZone'> = {
  name: '',
  brandId: null,
  address: '',
  postcode: '',
  city: '',
  phone: '',
  hours: {},
  services: ['reception', 'sales', 'service'],
  greetWithinS: 90,
  ringS: 20,
  recognition: 'informed',
}

export const valuesOf = (site: Site): SiteValues => ({
  name: site.name,
  brandId: site.brandId,
  address: site.address,
  postcode: site.postcode,
  city: site.city,
  country: site.country,
  timeZone: site.timeZone,
  phone: site.phone ?? '',
  hours: site.hours,
  services: site.services,
  greetWithinS: site.greetWithinS,
  ringS: site.ringS,
  recognition: site.recognition,
})

/** As the server takes them: no telephone is none, a number that was cleared is the one we begin with. */
export const bodyOf = <V extends Partial<SiteValues>>(values: V) => ({
  ...values,
  ...(values.phone === undefined ? {} : { phone: values.phone.trim() || null }),
  ...(values.greetWithinS === undefined ? {} : { greetWithinS: Number(values.greetWithinS) || 90 }),
  ...(values.ringS === undefined ? {} : { ringS: Number(values.ringS) || 20 }),
})

export function useSiteChecks() {
  const { t } = useWords()
  return {
    name: (value: string) => (value.trim() ? null : t('start.needed')),
    hours: (value: Site['hours']) => (hoursAreRight(value) ? null : t('setup.hours-wrong')),
  }
}

interface Props {
  form: FormOf<SiteValues>
}

/** Its name, and where it is. A network without brands is asked for none. */
export function SiteWhere({ form, brands }: Props & { brands: readonly { id: string; name: string }[] }) {
  const { t, locale } = useWords()
  const named = new Intl.DisplayNames(locale, { type: 'region' })
  const { country } = form.values as SiteValues
  const name = <TextInput label={t('setup.site-name')} {...form.getInputProps('name')} />
  return (
    <Fields legend={t('setup.site-who')}>
      {brands.length === 0 ? (
        name
      ) : (
        <Row>
          {name}
          <Select
            label={t('setup.site-brand')}
            data={brands.map((b) => ({ value: b.id, label: b.name }))}
            clearable
            placeholder={t('setup.site-brand-none')}
            {...form.getInputProps('brandId')}
          />
        </Row>
      )}
      <TextInput label={t('setup.site-address')} autoComplete="street-address" {...form.getInputProps('address')} />
      <Row>
        <TextInput label={t('setup.site-postcode')} {...form.getInputProps('postcode')} />
        <TextInput label={t('setup.site-city')} {...form.getInputProps('city')} />
      </Row>
      <Row>
        <Select
          label={t('setup.site-country')}
          data={[...new Set([...COUNTRIES, country])].map((code) => ({ value: code, label: named.of(code) ?? code }))}
          searchable
          allowDeselect={false}
          {...form.getInputProps('country')}
        />
        <TextInput label={t('setup.site-phone')} type="tel" {...form.getInputProps('phone')} />
      </Row>
    </Fields>
  )
}

/** When it is open. */
export function SiteHours({ form }: Props) {
  const { t } = useWords()
  const { hours } = form.values as SiteValues
  return (
    <Fields legend={t('setup.site-hours')} hint={t('setup.site-hours-hint')}>
      <Select
        label={t('setup.site-zone')}
        data={ZONES}
        searchable
        limit={60}
        allowDeselect={false}
        {...form.getInputProps('timeZone')}
      />
      <HoursEditor value={hours} onChange={(next) => form.setFieldValue('hours', next as never)} />
      {form.errors.hours && (
        <p role="alert" style={{ margin: 0, color: 'var(--ok-bad)' }}>
          {form.errors.hours}
        </p>
      )}
    </Fields>
  )
}

/** What is done there, and how soon one greets. */
export function SiteWelcome({ form }: Props) {
  const { t, word } = useWords()
  const greet = Number((form.values as SiteValues).greetWithinS) || 0
  return (
    <Fields legend={t('setup.site-welcome')}>
      <MultiSelect
        label={t('setup.site-services')}
        description={t('setup.site-services-hint')}
        data={SERVICES.map((s) => ({ value: s, label: word('service', s) }))}
        {...form.getInputProps('services')}
      />
      <NumberInput
        label={t('setup.site-within')}
        description={t('setup.site-within-hint', { span: spanText(greet, true) })}
        min={15}
        max={3600}
        step={15}
        suffix=" s"
        {...form.getInputProps('greetWithinS')}
      />
      <NumberInput
        label={t('setup.site-ring')}
        description={t('setup.site-ring-hint')}
        min={5}
        max={60}
        step={5}
        suffix=" s"
        {...form.getInputProps('ringS')}
      />
    </Fields>
  )
}

/** Who may be recognised there by their plate. */
export function SiteRule({ form }: Props) {
  const { t } = useWords()
  return (
    <Fields legend={t('setup.rule')} hint={t('setup.rule-lead')}>
      <Radio.Group aria-label={t('setup.rule')} {...form.getInputProps('recognition')}>
        <div style={{ display: 'grid', gap: 10 }}>
          {RULES.map((rule) => (
            <Radio.Card key={rule} value={rule} className={classes.rule} aria-label={t(`rule.${rule}`)}>
              <span style={{ display: 'flex', gap: 14, textAlign: 'left' }}>
                <Radio.Indicator mt={2} />
                <span>
                  <strong>{t(`rule.${rule}`)}</strong>
                  <span className="dim">{t(`rule.${rule}-text`)}</span>
                </span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <p className={classes.quiet}>{t('setup.rule-law')}</p>
    </Fields>
  )
}
