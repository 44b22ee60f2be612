import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { BroughtPerson, PeopleOfImport } from '../../../contract/import-people.ts'
import { Face } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { shortDayText } from '../../parts/when.ts'
import { type Key, useWords } from '../../words/words.tsx'
import classes from './ImportPeople.module.css'

type Change = BroughtPerson['changes'][number]

/** One customer an import brought: who they are, and what it changed of them. */
export function BroughtLine({ person, which, run }: { person: BroughtPerson; which: PeopleOfImport; run: string }) {
  const { customerId, name, city, changes, joinedTo } = person
  const vehicles = Map.groupBy(changes, ({ vehicle }) => vehicle)
  return (
    <div className={classes.line}>
      <Face name={name} />
      <div className={classes.words}>
        <div className={classes.who}>
          {/* Who was joined to somebody has their page there. */}
          <Link to="/customers/$id" params={{ id: joinedTo?.customerId ?? customerId }} className="name-link">
            {name}
          </Link>
          {city && <span className="dim">{city}</span>}
        </div>
        {joinedTo && <Joined person={person} whole={which === 'joined'} run={run} />}
        {[...vehicles].map(([vehicle, fields]) => (
          <Changes key={vehicle ?? ''} vehicle={vehicle} fields={fields} />
        ))}
      </div>
    </div>
  )
}

function Joined({ person, whole, run }: { person: BroughtPerson; whole: boolean; run: string }) {
  const { t } = useWords()
  const { joinedTo, joinedAt, joinedBy } = person
  return (
    <div className={classes.joined}>
      <span>
        {t('people-of.joined-to')}{' '}
        <Link to="/customers/$id" params={{ id: joinedTo!.customerId }} className="name-link">
          {joinedTo!.name}
        </Link>
      </span>
      {whole && (
        <>
          <span>{joinedBy === null ? t('identity.by-itself') : t('identity.by-someone', { name: joinedBy })}</span>
          {joinedAt && <Time at={joinedAt} />}
          <Link to="/identity/history" search={{ import: run }} className="name-link">
            {t('people-of.history')}
          </Link>
        </>
      )}
    </div>
  )
}

/** What changed of them, or of one of their vehicles: before, then after. */
function Changes({ vehicle, fields }: { vehicle: string | null; fields: readonly Change[] }) {
  const { t } = useWords()
  const told = useTold()
  const added = fields.find(({ field }) => field === 'added')
  // A vehicle that came is told whole by its name.
  const shown = added?.kept && vehicle !== null ? [added] : fields
  return (
    <>
      {vehicle !== null && !added && <p className={classes.vehicle}>{vehicle || t('people-of.a-vehicle')}</p>}
      <dl className={classes.changes}>
        {shown.map((change) => (
          <div key={change.field}>
            <dt>{told.field(change)}</dt>
            <dd>{change.kept ? <Pair change={change} /> : <span className="dim">{t('people-of.not-kept')}</span>}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Pair({ change }: { change: Change }) {
  const { t } = useWords()
  const { value } = useTold()
  if (change.field === 'added') return <ins className={classes.after}>{change.after}</ins>
  return (
    <>
      <span className="sr-only">{t('people-of.was')} </span>
      {change.before ? (
        <del className={classes.before}>{value(change, change.before)}</del>
      ) : (
        <span className="dim">{t('people-of.nothing')}</span>
      )}
      <IconArrowRight size={16} aria-hidden className={classes.arrow} />
      <span className="sr-only"> {t('people-of.becomes')} </span>
      {change.after ? (
        <ins className={classes.after}>{value(change, change.after)}</ins>
      ) : (
        <span className="dim">{t('people-of.nothing')}</span>
      )}
    </>
  )
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u

/** Fields and values as people say them. */
function useTold() {
  const { t, has, number, locale } = useWords()
  const field = (change: Change): string => {
    const own = `people-of.field-${change.vehicle !== null && change.field === 'kind' ? 'vehicleKind' : change.field}`
    const word = [own, `import.field-${change.field}`].find((key) => has(key))
    return word ? t(word as Key) : change.field
  }
  const value = (change: Change, said: string): string => {
    if (DAY.test(said)) return shortDayText(said, locale)
    if (change.field === 'mileage') return `${number(Number(said))} km`
    const kind = `customer.kind-${said}`
    return change.field === 'kind' && change.vehicle === null && has(kind) ? t(kind as Key) : said
  }
  return { field, value }
}
