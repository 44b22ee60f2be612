import { Select, Textarea } from '@mantine/core'
import { type Customer, updateCustomer } from '../../../contract/customers.ts'
import { listStaff, readNetwork } from '../../../contract/network.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { AdvisorPicker } from '../../parts/AdvisorPicker.tsx'
import { Fact, Facts } from '../../parts/Field.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { CarefulForm } from './CarefulForm.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { Editable } from './Editable.tsx'

const view = (c: Customer) => ({ advisorId: c.advisorId, deputyId: c.deputyId, siteId: c.siteId, note: c.note })
type Values = ReturnType<typeof view>

/** Names of staff and places by id, for whatever the page shows. */
export function useNames() {
  const staff = useAsk(listStaff, { query: {} })
  const network = useAsk(readNetwork, {})
  const people = staff.data?.staff ?? []
  const sites = network.data?.sites ?? []
  return {
    people,
    sites,
    staffName: (id: string | null) => people.find((s) => s.id === id)?.name ?? '',
    siteName: (id: string | null) => sites.find((s) => s.id === id)?.name ?? '',
    zoneOf: (id: string | null) => sites.find((s) => s.id === id)?.timeZone,
  }
}

/** Who looks after them here, and what everyone should know. */
export function Care({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const { people, sites, staffName, siteName } = useNames()
  const cache = useCustomerCache(customer.id)
  const placeOf = (id: string | null) => sites.find((site) => site.id === id) ?? (sites.length === 1 ? sites[0]! : null)
  const nobody = <span className="dim">{t('shell.nobody')}</span>
  const away = people.find((s) => s.id === customer.advisorId)?.duty.state
  const names: Record<keyof Values, string> = {
    advisorId: t('customer.advisor'),
    deputyId: t('customer.deputy'),
    siteId: t('customer.site'),
    note: t('customer.note'),
  }
  const said = (field: keyof Values, value: string | null) =>
    (field === 'note' ? value : field === 'siteId' ? siteName(value) : staffName(value)) || t('customer.nothing')
  return (
    <Editable
      title={t('customer.care')}
      may={may}
      read={
        <>
          <Facts>
            <Fact name={t('customer.advisor')}>
              {staffName(customer.advisorId) || nobody}
              {away && away !== 'on' && <span className="dim"> · {t(`shell.duty-${away}`).toLocaleLowerCase()}</span>}
            </Fact>
            <Fact name={t('customer.deputy')}>{staffName(customer.deputyId) || nobody}</Fact>
            {customer.siteId && <Fact name={t('customer.site')}>{siteName(customer.siteId)}</Fact>}
          </Facts>
          {customer.note && <p className={classes.note}>{customer.note}</p>}
        </>
      }
      write={(close) => (
        <CarefulForm<Customer, Values>
          thing={customer}
          view={view}
          send={(changes, version) =>
            call(updateCustomer, { params: { id: customer.id }, body: { ...changes, version } })
          }
          again={cache.again}
          done={(saved) => {
            cache.put(saved)
            toast(t('shell.saved'))
          }}
          close={close}
          tell={(field, value) => t('customer.stale-line', { field: names[field], value: said(field, value) })}
        >
          {(form) => (
            <>
              <AdvisorPicker
                label={t('customer.advisor')}
                staff={people}
                site={placeOf(form.values.siteId)}
                {...picked(form.getInputProps('advisorId'))}
              />
              <AdvisorPicker
                label={t('customer.deputy')}
                description={t('customer.deputy-hint')}
                staff={people.filter((s) => s.id !== form.values.advisorId)}
                site={placeOf(form.values.siteId)}
                {...picked(form.getInputProps('deputyId'))}
              />
              {sites.length > 1 && (
                <Select
                  clearable
                  label={t('customer.site')}
                  placeholder={t('shell.none')}
                  data={sites.map((s) => ({ value: s.id, label: s.name }))}
                  {...form.getInputProps('siteId')}
                />
              )}
              <Textarea
                label={t('customer.note')}
                description={t('customer.note-hint')}
                maxLength={2000}
                {...form.getInputProps('note')}
              />
            </>
          )}
        </CarefulForm>
      )}
    />
  )
}

const picked = ({
  value,
  onChange,
  error,
}: {
  value?: string | null
  onChange: (id: string | null) => void
  error?: unknown
}) => ({
  value: value ?? null,
  onChange,
  error: typeof error === 'string' ? error : undefined,
})
