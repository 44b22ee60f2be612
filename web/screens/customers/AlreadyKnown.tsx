import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { type SearchHit, search } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Customers.module.css'

interface AlreadyKnownProps {
  name: string
  phone: string
  email: string
  plate: string
}

const digits = (text: string): number => text.replace(/\D/gu, '').length

/** What is worth asking about: enough of it that an answer would mean something. */
function useKnown(q: string, enough: boolean, because: readonly SearchHit['because'][]): SearchHit[] {
  const [asked] = useDebouncedValue(enough ? q.trim() : '', 250)
  const found = useAsk(search, { query: { q: asked, limit: 5 } }, { enabled: asked !== '', keep: true })
  return asked && enough ? (found.data?.hits ?? []).filter((hit) => because.includes(hit.because)) : []
}

/**
 * Someone like this is here already. Said while one types, and never in the way: two people may well have one name, a couple
 * one telephone. A number, an address or a plate weighs more than a name and comes first.
 */
export function AlreadyKnown({ name, phone, email, plate }: AlreadyKnownProps) {
  const { t } = useWords()
  const byPhone = useKnown(phone, digits(phone) >= 8, ['phone'])
  const byEmail = useKnown(email, /@.+\./u.test(email), ['email'])
  const byPlate = useKnown(plate, plate.trim().length >= 5, ['plate'])
  const byName = useKnown(name, name.trim().length >= 5 && name.trim().includes(' '), [
    'name',
    'spelling',
    'sound',
    'company',
  ])
  // Names that only sound alike are many: the nearest two are enough to think of.
  const sound = byName.filter((hit) => hit.because === 'sound').slice(0, 2)
  const all = [...byPhone, ...byEmail, ...byPlate, ...byName.filter((hit) => hit.because !== 'sound'), ...sound]
  const hits = all.filter((hit, n) => all.findIndex((other) => other.id === hit.id) === n).slice(0, 4)
  return (
    <output aria-live="polite">
      {hits.length > 0 && (
        <div className={classes.known}>
          <strong>{t('customer.known', { n: hits.length })}</strong>
          <ul>
            {hits.map((hit) => (
              <li key={hit.id}>
                <Link to="/customers/$id" params={{ id: hit.id }}>
                  {hit.name}
                </Link>
                <span>
                  {[hit.vehicle, hit.plate, hit.city].filter(Boolean).join(' · ')} ({t(`shell.hit-${hit.because}`)})
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </output>
  )
}
