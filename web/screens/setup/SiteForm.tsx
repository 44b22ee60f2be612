import { Button, MultiSelect, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  createSite,
  me,
  readNetwork,
  SERVICES,
  type Service,
  type Site,
  updateSite,
} from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useFaults } from '../../parts/problem.ts'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { hoursAreRight } from './hours.ts'
import classes from './Setup.module.css'

const ZONES = Intl.supportedValuesOf('timeZone')
const RULES = ['informed', 'opt-in', 'off'] as const
/** The countries whose plates we can read the grammar of, with the neighbours they may be set up in. */
const COUNTRIES = ['FR', 'BE', 'CH', 'LU', 'MC', 'DE', 'ES', 'IT', 'NL', 'GB', 'IE', 'PT', 'AT', 'CA', 'US']

const nothing = {
  name: '',
  brandId: null as string | null,
  address: '',
  postcode: '',
  city: '',
  country: 'FR',
  timeZone: 'Europe/Paris',
  phone: '',
  hours: {} as Site['hours'],
  services: ['reception', 'sales', 'service'] as Service[],
  greetWithinS: 90,
  ringS: 20,
  recognition: 'informed' as Site['recognition'],
}

interface Props {
  site: Site | undefined
  brands: readonly { id: string; name: string }[]
  /** The only place left: it cannot be taken away. */
  last: boolean
  close: () => void
}

/** One place, whole: where it is, when it is open, what is done there, how soon one greets, who may be recognised. */
export function SiteForm({ site, brands, last, close }: Props) {
  const { t, word, locale } = useWords()
  const faultsOf = useFaults()
  const form = useForm({
    initialValues: site
      ? { ...nothing, ...site, phone: site.phone ?? '' }
      : { ...nothing, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || nothing.timeZone },
    validate: {
      name: (value) => (value.trim() ? null : t('start.needed')),
      hours: (value) => (hoursAreRight(value) ? null : t('setup.hours-wrong')),
    },
  })
  const options = {
    refresh: [readNetwork, me],
    done: () => {
      toast(t('shell.saved'))
      close()
    },
  }
  const create = useDo(createSite, options)
  const update = useDo(updateSite, options)
  const archive = useDo(updateSite, { refresh: [readNetwork, me] })
  const save = site ? update : create
  const named = new Intl.DisplayNames(locale, { type: 'region' })
  const submit = form.onSubmit((values) => {
    const {
      name,
      brandId,
      address,
      postcode,
      city,
      country,
      timeZone,
      hours,
      services,
      greetWithinS,
      ringS,
      recognition,
    } = values
    const phone = values.phone.trim() || null
    const body = {
      name,
      brandId,
      address,
      postcode,
      city,
      country,
      timeZone,
      phone,
      hours,
      services,
      recognition,
      greetWithinS: Number(greetWithinS) || nothing.greetWithinS,
      ringS: Number(ringS) || nothing.ringS,
    }
    const onError = (fault: unknown) => form.setErrors(faultsOf(fault))
    if (site) update.mutate({ params: { id: site.id }, body }, { onError })
    else create.mutate({ body }, { onError })
  })
  const greet = Number(form.values.greetWithinS) || 0
  return (
    <form noValidate onSubmit={submit}>
      <Fields legend={t('setup.site-who')}>
        <Row>
          <TextInput label={t('setup.site-name')} {...form.getInputProps('name')} />
          <Select
            label={t('setup.site-brand')}
            data={brands.map((b) => ({ value: b.id, label: b.name }))}
            clearable
            placeholder={t('shell.none')}
            {...form.getInputProps('brandId')}
          />
        </Row>
        <TextInput label={t('setup.site-address')} autoComplete="street-address" {...form.getInputProps('address')} />
        <Row>
          <TextInput label={t('setup.site-postcode')} {...form.getInputProps('postcode')} />
          <TextInput label={t('setup.site-city')} {...form.getInputProps('city')} />
        </Row>
        <Row>
          <Select
            label={t('setup.site-country')}
            data={COUNTRIES.map((code) => ({ value: code, label: named.of(code) ?? code }))}
            searchable
            {...form.getInputProps('country')}
          />
          <TextInput label={t('setup.site-phone')} type="tel" {...form.getInputProps('phone')} />
        </Row>
      </Fields>
      <Fields legend={t('setup.site-hours')} hint={t('setup.site-hours-hint')}>
        <Select label={t('setup.site-zone')} data={ZONES} searchable limit={60} {...form.getInputProps('timeZone')} />
        <HoursEditor value={form.values.hours} onChange={(hours) => form.setFieldValue('hours', hours)} />
        {form.errors.hours && (
          <p role="alert" style={{ margin: 0, color: 'var(--ok-bad)' }}>
            {form.errors.hours}
          </p>
        )}
      </Fields>
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
          maw={320}
          {...form.getInputProps('greetWithinS')}
        />
        <NumberInput
          label={t('setup.site-ring')}
          description={t('setup.site-ring-hint')}
          min={5}
          max={60}
          step={5}
          suffix=" s"
          maw={320}
          {...form.getInputProps('ringS')}
        />
      </Fields>
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
      <FormFooter busy={save.isPending} dirty={form.isDirty()} error={save.error} onCancel={close}>
        {site && !last && (
          <Button
            color="brick"
            variant="subtle"
            loading={archive.isPending}
            onClick={() =>
              archive.mutate(
                { params: { id: site.id }, body: { archived: true } },
                {
                  onError: toastProblem,
                  onSuccess: () => {
                    close()
                    undoable(t('setup.removed', { name: site.name }), () =>
                      archive.mutateAsync({ params: { id: site.id }, body: { archived: false } }),
                    )
                  },
                },
              )
            }
          >
            {t('setup.site-remove')}
          </Button>
        )}
      </FormFooter>
    </form>
  )
}
