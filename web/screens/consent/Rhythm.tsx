import { Select, Switch } from '@mantine/core'
import { customerConsents, type Preference, setPreference } from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import { useDo } from '../../ask.ts'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import rows from '../customer/Customer.module.css'

type Change = Partial<Omit<Preference, 'objectedAt'>>

/** How often, about what, in what capacity, by which clock. Each change is written at once, and can be taken back. */
export function Rhythm({ customer, may, preference }: { customer: Customer; may: boolean; preference: Preference }) {
  const { t, number } = useWords()
  const save = useDo(setPreference, { refresh: [customerConsents] })
  const change = (body: Change, before: Change) =>
    save.mutate(
      { params: { id: customer.id }, body },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(
            t('shell.saved'),
            () => save.mutateAsync({ params: { id: customer.id }, body: before }),
            customer.id,
          ),
      },
    )
  const { perMonth, onlyMyAssets, capacity, zone } = preference
  return (
    <div className={`surface ${rows.block}`}>
      <div className={rows.lines}>
        <Select
          label={t('consent.rhythm-month')}
          disabled={!may}
          allowDeselect={false}
          data={[
            { value: '', label: t('consent.rhythm-house') },
            { value: '0', label: t('consent.rhythm-none') },
            ...[1, 2, 3, 4, 6, 8].map((n) => ({ value: String(n), label: number(n) })),
            ...(perMonth !== null && ![0, 1, 2, 3, 4, 6, 8].includes(perMonth)
              ? [{ value: String(perMonth), label: number(perMonth) }]
              : []),
          ]}
          value={perMonth === null ? '' : String(perMonth)}
          onChange={(next) => change({ perMonth: next ? Number(next) : null }, { perMonth })}
        />
        <Select
          label={t('consent.rhythm-capacity')}
          disabled={!may}
          allowDeselect={false}
          data={(['consumer', 'professional'] as const).map((value) => ({
            value,
            label: t(`consent.capacity-${value}`),
          }))}
          value={capacity}
          onChange={(next) => next && change({ capacity: next as Preference['capacity'] }, { capacity })}
        />
        <Select
          label={t('consent.rhythm-zone')}
          disabled={!may}
          clearable
          searchable
          limit={60}
          placeholder={t('consent.rhythm-zone-auto')}
          data={Intl.supportedValuesOf('timeZone')}
          value={zone}
          onChange={(next) => change({ zone: next }, { zone })}
        />
        <Switch
          size="md"
          className={rows.switch ?? ''}
          disabled={!may}
          label={t('consent.rhythm-assets')}
          checked={onlyMyAssets}
          onChange={(e) => change({ onlyMyAssets: e.currentTarget.checked }, { onlyMyAssets })}
        />
      </div>
    </div>
  )
}
