import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { IdentityRecord, Pair } from '../../../contract/identity.ts'
import { Face } from '../../parts/Person.tsx'
import { phoneText } from '../../parts/phone-text.ts'
import { useWeighed } from '../../parts/weighed.ts'
import { dayText, shortDayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './SideBySide.module.css'
import { type Piece, paired, type Row, rowsOf } from './side-by-side.ts'

/** Two records side by side: what differs is marked, what agrees keeps quiet. */
export function SideBySide({ pair }: { pair: Pair }) {
  const { t, word, has, locale } = useWords()
  const rows = rowsOf(pair, (field, value) => {
    // Compared figure by figure; the pairs come when it is drawn.
    if (field === 'phones') return phoneText(value).replaceAll('\u00a0', '')
    if (field === 'birthDate' && /^\d{4}-\d\d-\d\d$/u.test(value)) return dayText(value, locale)
    return has(`identity.${field}.${value}`) ? word(`identity.${field}`, value) : value
  })
  return (
    <table className={classes.table}>
      <caption className="sr-only">{t('identity.side')}</caption>
      <thead>
        <tr className={classes.row}>
          <th scope="col" className={classes.field}>
            <span className="sr-only">{t('identity.field')}</span>
          </th>
          {[pair.a, pair.b].map((record) => (
            <th key={record.id} scope="col" className={classes.side}>
              <Origin record={record} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className={classes.row} data-standing={row.standing}>
            <FieldName row={row} />
            <Side row={row} pieces={row.a} record={pair.a} />
            <Side row={row} pieces={row.b} record={pair.b} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where a record comes from: its sources, since when, and whose page it stands on when that bears another name. */
function Origin({ record }: { record: IdentityRecord }) {
  const { t, locale } = useWords()
  const { source } = useWeighed()
  const names = [...new Set(record.sources.map((each) => source(each.source)))]
  return (
    <span className={classes.origin}>
      <strong>{names.join(', ') || source('desk')}</strong>
      <span className="figures">{t('identity.since', { when: shortDayText(record.since.slice(0, 10), locale) })}</span>
      {record.customerName !== record.name && record.customerName && (
        <span>{t('identity.part-of', { name: record.customerName })}</span>
      )}
    </span>
  )
}

function FieldName({ row }: { row: Row }) {
  const { t } = useWords()
  const { fieldName, said } = useWeighed()
  const judged = row.weighed.map(said)
  const quiet = row.standing === 'same' || row.standing === 'one' || judged.length === 0
  return (
    <th scope="row" className={classes.field}>
      <span className={classes.name}>{fieldName(row.field)}</span>{' '}
      <span className={classes.standing}>{quiet ? t(`identity.row-${row.standing}`) : judged.join(' · ')}</span>
    </th>
  )
}

function Side({ row, pieces, record }: { row: Row; pieces: Piece[][]; record: IdentityRecord }) {
  const { t } = useWords()
  if (pieces.length === 0)
    return (
      <td className={classes.side}>
        <span className={classes.nothing}>{t('identity.absent')}</span>
      </td>
    )
  if (row.field === 'name')
    return (
      <td className={classes.side}>
        <span className={classes.person}>
          <Face name={record.name} />
          <Link
            to="/customers/$id"
            params={{ id: record.customerId }}
            className="name-link"
            aria-label={t('identity.open', { name: record.name })}
          >
            <Value pieces={pieces[0] ?? []} />
          </Link>
        </span>
      </td>
    )
  return (
    <td className={classes.side}>
      {pieces.map((value) => (
        <div key={value.map((piece) => piece.text).join('')} className={classes.value}>
          <Value pieces={row.field === 'phones' ? paired(value) : value} />
        </div>
      ))}
    </td>
  )
}

const placed = (pieces: readonly Piece[]) => {
  let at = 0
  return pieces.map((piece) => {
    const place = at
    at += piece.text.length
    return { ...piece, place }
  })
}

/** A value, what differs in it marked by a ground and a line, not by colour alone. */
function Value({ pieces }: { pieces: readonly Piece[] }) {
  return placed(pieces).map(({ text, differs, place }) =>
    differs ? (
      <mark key={place} className={classes.mark}>
        {text}
      </mark>
    ) : (
      <Fragment key={place}>{text}</Fragment>
    ),
  )
}
