import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { createSite, me, readNetwork, type Site, updateSite } from '../../../contract/network.ts'
import { call } from '../../api.ts'
import { asking, useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useFaults } from '../../parts/problem.ts'
import { toast } from '../../parts/toast.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { CarefulForm } from '../customer/CarefulForm.tsx'
import type { FormOf } from '../customer/form.ts'
import { useHoursText } from './HoursEditor.tsx'
import { PutAway } from './PutAway.tsx'
import {
  bodyOf,
  NEW_SITE,
  SiteHours,
  SiteRule,
  type SiteValues,
  SiteWelcome,
  SiteWhere,
  useSiteChecks,
  valuesOf,
} from './SiteFields.tsx'
import { countryOf } from './where.ts'

interface Props {
  site: Site | undefined
  brands: readonly { id: string; name: string }[]
  /** The only place left: it cannot be taken away. */
  last: boolean
  close: () => void
}

/** One place, whole: where it is, when it is open, what is done there, how soon one greets, who may be recognised. */
export function SiteForm({ site, brands, last, close }: Props) {
  return site ? <Change site={site} brands={brands} last={last} close={close} /> : <Add brands={brands} close={close} />
}

const questions = (form: FormOf<SiteValues>, brands: Props['brands']) => (
  <>
    <SiteWhere form={form} brands={brands} />
    <SiteHours form={form} />
    <SiteWelcome form={form} />
    <SiteRule form={form} />
  </>
)

function Add({ brands, close }: Pick<Props, 'brands' | 'close'>) {
  const { t } = useWords()
  const faultsOf = useFaults()
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Paris'
  const form = useForm<SiteValues & Record<string, unknown>>({
    initialValues: { ...NEW_SITE, timeZone, country: countryOf(timeZone, navigator.language) },
    validate: useSiteChecks() as never,
  })
  const create = useDo(createSite, {
    refresh: [readNetwork, me],
    done: () => {
      toast(t('shell.saved'))
      close()
    },
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        create.mutate(
          { body: bodyOf(values as SiteValues) },
          { onError: (fault) => form.setErrors(faultsOf(fault) as never) },
        ),
      )}
    >
      {questions(form as unknown as FormOf<SiteValues>, brands)}
      <FormFooter submit={t('setup.site-add')} busy={create.isPending} error={create.error} onCancel={close} />
    </form>
  )
}

function Change({ site, brands, last, close }: Props & { site: Site }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const faultsOf = useFaults()
  const checks = useSiteChecks()
  const tell = useTold(brands)
  return (
    <CarefulForm<Site, SiteValues>
      thing={site}
      view={valuesOf}
      send={(changes, version) => call(updateSite, { params: { id: site.id }, body: { ...bodyOf(changes), version } })}
      again={async () => {
        const { sites } = await queries.fetchQuery({ ...asking(readNetwork, {}), staleTime: 0 })
        return sites.find(({ id }) => id === site.id) ?? site
      }}
      done={() => {
        toast(t('shell.saved'))
        for (const { name } of [readNetwork, me]) void queries.invalidateQueries({ queryKey: [name] })
      }}
      close={close}
      tell={tell}
      validate={checks as never}
      faultsOf={faultsOf}
      aside={!last && <Closes site={site} close={close} />}
    >
      {(form) => <div>{questions(form, brands)}</div>}
    </CarefulForm>
  )
}

const LABELS = {
  name: 'setup.site-name',
  brandId: 'setup.site-brand',
  address: 'setup.site-address',
  postcode: 'setup.site-postcode',
  city: 'setup.site-city',
  country: 'setup.site-country',
  timeZone: 'setup.site-zone',
  phone: 'setup.site-phone',
  hours: 'setup.site-hours',
  services: 'setup.site-services',
  greetWithinS: 'setup.site-within',
  ringS: 'setup.site-ring',
  recognition: 'setup.rule',
} as const

/** What a colleague wrote of a site meanwhile, in words. */
function useTold(brands: Props['brands']) {
  const { t, word, locale } = useWords()
  const hoursText = useHoursText()
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  return (field: keyof SiteValues, value: SiteValues[keyof SiteValues]) => {
    const said = () => {
      if (field === 'hours') return hoursText(value as Site['hours'])
      if (field === 'services') return (value as string[]).map((s) => word('service', s)).join(', ')
      if (field === 'brandId') return brands.find(({ id }) => id === value)?.name
      if (field === 'country') return regions.of(String(value))
      if (field === 'recognition') return t(`rule.${value as Site['recognition']}`)
      if (field === 'greetWithinS' || field === 'ringS') return spanText(Number(value), true)
      return String(value)
    }
    return t('customer.stale-line', { field: t(LABELS[field]), value: said() || t('shell.none') })
  }
}

/** A place that is no more. */
function Closes({ site, close }: { site: Site; close: () => void }) {
  const { t } = useWords()
  const archive = useDo(updateSite, { refresh: [readNetwork, me] })
  return (
    <PutAway
      label={t('setup.site-remove')}
      done={t('setup.removed', { name: site.name })}
      busy={archive.isPending}
      put={(archived) => archive.mutateAsync({ params: { id: site.id }, body: { archived } })}
      close={close}
    />
  )
}
