import type { Customer } from '../../../contract/customers.ts'
import { readAttributes } from '../../../contract/imports.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Time } from '../../parts/Time.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'
import records from './Records.module.css'

/** What other systems say of them beyond the fields of the house, each value with its source and its day. Nothing when there is none. */
export function Attributes({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const { source } = useWeighed()
  const asked = useAsk(readAttributes, { params: { id: customer.id } })
  const attributes = asked.data?.attributes ?? []
  if (asked.error) return <ErrorNote error={asked.error} retry={asked.refetch} />
  if (attributes.length === 0) return null
  return (
    <>
      <h3 className={records.sub}>{t('customer.attributes')}</h3>
      <dl className={records.values}>
        {attributes.map((each) => (
          <div key={`${each.source} ${each.name} ${each.at}`}>
            <dt className="dim">{each.name}</dt>
            <dd>
              {each.value}
              <div className={records.from}>
                {source(each.source)} · <Time at={each.at} />
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
