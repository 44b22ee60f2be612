import { Button } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { customerRecords } from '../../../contract/identity.ts'
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
            {known.data && <Whole known={known.data} review={review} />}
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

function Whole({ known, review }: { known: Known; review: boolean }) {
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
      {known.fields.length > 0 && <Values fields={known.fields} />}
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

/** For each field the value shown, where it comes from and why it won; the others stay readable. */
function Values({ fields }: { fields: Known['fields'] }) {
  const { t, locale } = useWords()
  const { fieldName, source } = useWeighed()
  const written = (value: string) => (/^\d{4}-\d\d-\d\d$/u.test(value) ? dayText(value, locale) : value)
  return (
    <>
      <h3 className={records.sub}>{t('identity.values')}</h3>
      <dl className={records.values}>
        {fields.map((field) => (
          <div key={field.field}>
            <dt className="dim">{fieldName(field.field)}</dt>
            <dd>
              {written(field.value)}
              <div className={records.from}>
                {source(field.source)}, {t(`identity.kept.${field.because}`)}
              </div>
              {field.losing.length > 0 && (
                <div className={records.from}>
                  {t('identity.losing', {
                    values: field.losing
                      .map((lost) =>
                        t('identity.losing-one', { value: written(lost.value), source: source(lost.source) }),
                      )
                      .join(', '),
                  })}
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
