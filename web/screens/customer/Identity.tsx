import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { type Customer, updateCustomer } from '../../../contract/customers.ts'
import { tellsTuFromVous } from '../../../contract/spoken-in.ts'
import { call } from '../../api.ts'
import { Fact, Facts, Row } from '../../parts/Field.tsx'
import { toast } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { CarefulForm } from './CarefulForm.tsx'
import { useCustomerCache } from './cache.ts'
import { Editable } from './Editable.tsx'
import { useLanguages } from './languages.ts'
import { Voice } from './Voice.tsx'

const view = (c: Customer) => ({
  kind: c.kind,
  title: c.title,
  givenName: c.givenName,
  familyName: c.familyName,
  companyName: c.companyName,
  pronunciation: c.pronunciation,
  addressAs: c.addressAs,
  formality: c.formality,
  language: c.language,
  birthDate: c.birthDate ?? '',
})
type Values = ReturnType<typeof view>

/** Who they are: the name as they say it, and how they like to be addressed. */
export function Identity({ customer, may }: { customer: Customer; may: boolean }) {
  const { t, locale } = useWords()
  const { nameOf } = useLanguages()
  const c = customer
  return (
    <Editable
      title={t('customer.who')}
      may={may}
      read={
        <Facts>
          <Fact name={t('customer.name')}>{[c.title, c.name].filter(Boolean).join(' ')}</Fact>
          {c.kind === 'company' && (c.givenName || c.familyName) && (
            <Fact name={t('customer.contact-person')}>{`${c.givenName} ${c.familyName}`.trim()}</Fact>
          )}
          <Fact name={t('customer.said')}>
            {c.pronunciation ? <em>{c.pronunciation}</em> : <span className="dim">{t('customer.said-none')}</span>}
            <Voice customer={c} may={may} />
          </Fact>
          {c.addressAs && <Fact name={t('customer.address-as')}>{t('customer.quoted', { said: c.addressAs })}</Fact>}
          {(tellsTuFromVous(c.language) || c.formality === 'tu') && (
            <Fact name={t('customer.formality')}>{t(`customer.formality-${c.formality}`)}</Fact>
          )}
          <Fact name={t('customer.language')}>{nameOf(c.language)}</Fact>
          {c.birthDate && <Fact name={t('customer.birth')}>{dayText(c.birthDate, locale)}</Fact>}
        </Facts>
      }
      write={(close) => <IdentityForm customer={c} close={close} />}
    />
  )
}

function IdentityForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const { options, nameOf } = useLanguages()
  const names: Record<keyof Values, string> = {
    kind: t('customer.kind'),
    title: t('customer.civility'),
    givenName: t('customer.given'),
    familyName: t('customer.family'),
    companyName: t('customer.company'),
    pronunciation: t('customer.said'),
    addressAs: t('customer.address-as'),
    formality: t('customer.formality'),
    language: t('customer.language'),
    birthDate: t('customer.birth'),
  }
  return (
    <CarefulForm<Customer, Values>
      thing={customer}
      view={view}
      send={({ birthDate, ...changes }, version) =>
        call(updateCustomer, {
          params: { id: customer.id },
          body: { ...changes, ...(birthDate === undefined ? {} : { birthDate: birthDate || null }), version },
        })
      }
      again={cache.again}
      done={(saved) => {
        cache.put(saved)
        toast(t('shell.saved'))
      }}
      close={close}
      tell={(field, value) =>
        t('customer.stale-line', {
          field: names[field],
          value: field === 'language' ? nameOf(value) : value || t('customer.nothing'),
        })
      }
    >
      {(form) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t('customer.kind')}
            data={(['person', 'company'] as const).map((value) => ({ value, label: t(`customer.kind-${value}`) }))}
            {...form.getInputProps('kind')}
          />
          {form.values.kind === 'company' && (
            <TextInput label={t('customer.company')} maxLength={150} {...form.getInputProps('companyName')} />
          )}
          <Row>
            <TextInput label={t('customer.given')} maxLength={100} {...form.getInputProps('givenName')} />
            <TextInput label={t('customer.family')} maxLength={100} {...form.getInputProps('familyName')} />
          </Row>
          <TextInput
            label={t('customer.said')}
            description={t('customer.said-hint')}
            placeholder={t('customer.said-example')}
            maxLength={150}
            {...form.getInputProps('pronunciation')}
          />
          <Row>
            <TextInput
              label={t('customer.civility')}
              placeholder={t('customer.civility-example')}
              maxLength={30}
              {...form.getInputProps('title')}
            />
            <TextInput
              label={t('customer.address-as')}
              placeholder={t('customer.address-as-example')}
              maxLength={100}
              {...form.getInputProps('addressAs')}
            />
          </Row>
          {(tellsTuFromVous(form.values.language) || form.values.formality === 'tu') && (
            <SegmentedControl
              fullWidth
              aria-label={t('customer.formality')}
              data={(['vous', 'tu'] as const).map((value) => ({ value, label: t(`customer.formality-${value}`) }))}
              {...form.getInputProps('formality')}
            />
          )}
          <Row>
            <Select
              searchable
              label={t('customer.language')}
              data={options(form.values.language)}
              nothingFoundMessage={t('shell.none')}
              {...form.getInputProps('language')}
            />
            <TextInput type="date" label={t('customer.birth')} {...form.getInputProps('birthDate')} />
          </Row>
        </>
      )}
    </CarefulForm>
  )
}
