import { Button } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { customerRecords, type FieldOrigin } from '../../../contract/identity.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { dayText, shortDayText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { EventLine } from '../identity/EventLine.tsx'
import { Attributes } from './Attributes.tsx'
import { Confirm, canConfirm } from './Confirm.tsx'
import classes from './Customer.module.css'
import { JoinCustomer } from './JoinCustomer.tsx'
import records from './Records.module.css'

type Known = AnswerOf<typeof customerRecords>

/**
 * What this page stands on: the records, how they came together, and where each value comes from. Read only when somebody wants to see it,
 * or when the address says so (`?records=1`).
 */
export function Records({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const review = useMay('identity.review', null)
  const asked = Boolean((useSearch({ strict: false }) as { records?: unknown }).records)
  const [open, setOpen] = useState(asked)
  const [joining, setJoining] = useState(false)
  const known = useAsk(customerRecords, { params: { id: customer.id } }, { enabled: open })
  return (
    <Section
      title={t('identity.panel')}
      actions={
        <Button variant="subtle" size="sm" h={44} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'identity.panel-hide' : 'identity.panel-show')}
        </Button>
      }
    >
      <div className={`surface ${classes.block}`}>
        {!open && <span className="dim">{t('identity.panel-hint')}</span>}
        {open && (
          <>
            <ErrorNote error={known.error} retry={known.refetch} />
            {!known.data && !known.error && <Loading rows={2} />}
            {known.data && (
              <Whole
                known={known.data}
                review={review}
                display={displayOf(customer)}
                confirms={may ? customer.id : null}
              />
            )}
            <Attributes customer={customer} />
          </>
        )}
        {review && may && (
          <Button
            variant="subtle"
            size="sm"
            h={44}
            mt={10}
            px={10}
            ml={-10}
            display="block"
            leftSection={<IconArrowsJoin size={18} aria-hidden />}
            onClick={() => setJoining(true)}
          >
            {t('identity.join')}
          </Button>
        )}
      </div>
      {joining && <JoinCustomer customer={customer} close={() => setJoining(false)} />}
    </Section>
  )
}

function Whole({
  known,
  review,
  display,
  confirms,
}: {
  known: Known
  review: boolean
  display: ReadonlyMap<string, string>
  confirms: string | null
}) {
  const { t } = useWords()
  return (
    <>
      <p className={records.lead}>{t('identity.panel-lead', { n: known.records.length })}</p>
      <ul className={records.list}>
        {known.records.map((record) => (
          <li key={record.id}>
            <RecordLine record={record} />
          </li>
        ))}
      </ul>
      {known.events.length > 0 && (
        <>
          <h3 className={records.sub}>{t('identity.how')}</h3>
          <ul className={records.list}>
            {known.events.map((event) => (
              <li key={event.id}>
                <EventLine event={event} may={review} />
              </li>
            ))}
          </ul>
        </>
      )}
      {known.fields.length > 0 && (
        <Values title={t('identity.values')} fields={known.fields} display={display} confirms={confirms} />
      )}
      {known.vehicles.map(
        ({ assetId, name, fields }) =>
          fields.length > 0 && (
            <Values
              key={assetId}
              title={t('identity.values-vehicle', { name: name || t('customer.vehicle-unnamed') })}
              fields={fields}
              display={display}
            />
          ),
      )}
    </>
  )
}

function RecordLine({ record }: { record: Known['records'][number] }) {
  const { t, locale } = useWords()
  const { source } = useWeighed()
  const says = [record.name || record.company, ...record.phones, ...record.emails, record.address, ...record.vehicles]
  return (
    <>
      <strong>{record.sources.map((each) => source(each.source)).join(', ') || source('desk')}</strong>{' '}
      <span className="dim figures">
        {t('identity.since', { when: shortDayText(record.since.slice(0, 10), locale) })}
      </span>
      <div className={records.says}>{says.filter(Boolean).join(' · ')}</div>
      {record.sources.length > 0 && (
        <div className={records.keys}>
          {record.sources.map((each) => (
            <span key={`${each.source} ${each.key}`}>
              <span className={classes.code}>{each.key}</span> <Time at={each.at} />
            </span>
          ))}
        </div>
      )}
    </>
  )
}

/** Where values come from: one tap further, for each field the value shown, who says it and why it stands; the others stay readable. */
function Values({
  title,
  fields,
  display,
  confirms = null,
}: {
  title: string
  fields: readonly FieldOrigin[]
  display: ReadonlyMap<string, string>
  /** The customer whose word may be noted here. */
  confirms?: string | null
}) {
  const { fieldName } = useWeighed()
  return (
    <details className={records.why}>
      <summary>{title}</summary>
      <dl className={records.values}>
        {fields.map((field) => (
          <div key={`${field.field} ${field.value}`}>
            <dt className="dim">{fieldName(field.field)}</dt>
            <dd>
              <Value field={field} display={display} />
              {confirms && field.value !== '' && canConfirm(field.field) && (
                <Confirm id={confirms} field={{ ...field, field: field.field }} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Value({ field, display }: { field: FieldOrigin; display: ReadonlyMap<string, string> }) {
  const { t, locale, number } = useWords()
  const { source } = useWeighed()
  const written = (value: string) => {
    if (/^\d{4}-\d\d-\d\d$/u.test(value)) return dayText(value, locale)
    if (field.field === 'mileage') return t('customer.mileage-km', { n: number(Number(value)) })
    return display.get(value) ?? value
  }
  const from = ({ source: from, by }: Pick<FieldOrigin, 'source' | 'by'>) =>
    by ? t('identity.typed-by', { name: by }) : source(from)
  const said = field.losing
    .map((lost) => t('identity.losing-one', { value: written(lost.value), source: from(lost) }))
    .join(', ')
  if (field.value === '')
    return (
      <>
        {said}
        <div className={records.from}>{t('identity.not-here')}</div>
      </>
    )
  const because = field.because === 'only' ? null : field.because
  return (
    <>
      {written(field.value)}
      <div className={records.from}>
        {[from(field), because && t(`identity.kept.${because}`)].filter(Boolean).join(', ')}
        {field.at && (
          <>
            {' · '}
            <Time at={field.at} />
          </>
        )}
      </div>
      {said && <div className={records.from}>{t('identity.losing', { values: said })}</div>}
    </>
  )
}

/** Numbers and plates as they are written on this page. */
const displayOf = (customer: Customer): Map<string, string> =>
  new Map([
    ...customer.phones.map(({ e164, display }) => [e164, display] as const),
    ...customer.assets.flatMap((asset) => asset.plates.map(({ plate, display }) => [plate, display] as const)),
  ])
