import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { lookAlike } from '../../../contract/identity.ts'
import { useAsk } from '../../ask.ts'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Customers.module.css'

export interface Typed {
  kind: 'person' | 'company'
  givenName: string
  familyName: string
  companyName: string
  phone: string
  email: string
  plate: string
  city: string
}
type Alike = AnswerOf<typeof lookAlike>['people'][number]

const digits = (text: string): number => text.replace(/\D/gu, '').length
const list = (text: string, enough: boolean): string[] => (enough ? [text.trim()] : [])

/** What is worth asking about: only so much of each field that an answer would mean something. */
function question(typed: Typed) {
  const { givenName, familyName, companyName, phone, email, plate } = typed
  const named = givenName.trim().length > 1 && familyName.trim().length > 1
  const company = typed.kind === 'company' && companyName.trim().length > 3
  const asked = {
    givenName: named ? givenName.trim() : '',
    familyName: named ? familyName.trim() : '',
    companyName: company ? companyName.trim() : '',
    phones: list(phone, digits(phone) >= 8),
    emails: list(email, /@.+\./u.test(email)),
    plates: list(plate, plate.trim().length >= 5),
    city: typed.city.trim(),
  }
  const enough = named || company || asked.phones.length + asked.emails.length + asked.plates.length > 0
  return enough ? asked : null
}

/** One chance in fifty is worth a glance while they stand there. */
const WORTH_A_GLANCE = 0.02
const MOST = 4

/** What speaks most for their being the same, said in a few words. */
function useReasons() {
  const { said } = useWeighed()
  return (person: Alike): string =>
    person.contributions
      .filter((c) => c.bits > 0 && c.field !== 'frequency')
      .sort((a, b) => b.bits - a.bits)
      .slice(0, 3)
      .map(said)
      .join(', ')
}

/** Someone like this is here already. Said while one types, and never in the way: two people may well have one name, a couple one telephone. */
export function AlreadyKnown({ typed }: { typed: Typed }) {
  const { t } = useWords()
  const { chance } = useWeighed()
  const reasons = useReasons()
  const now = question(typed)
  const [rested] = useDebouncedValue(JSON.stringify(now), 250)
  const asked = JSON.parse(rested) as ReturnType<typeof question>
  const found = useAsk(lookAlike, { body: asked ?? {} }, { enabled: asked !== null, keep: true })
  const people = now && asked ? (found.data?.people ?? []) : []
  const shown = people.filter((person) => person.probability >= WORTH_A_GLANCE).slice(0, MOST)
  return (
    <output aria-live="polite">
      {shown.length > 0 && (
        <div className={classes.known}>
          <strong>{t('customer.known', { n: shown.length })}</strong>
          <ul>
            {shown.map((person) => (
              <li key={person.customerId}>
                <Link to="/customers/$id" params={{ id: person.customerId }}>
                  {person.name}
                </Link>
                <span>
                  {[person.city, reasons(person)].filter(Boolean).join(' · ')}{' '}
                  <span className="dim figures">({chance(person.probability)})</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </output>
  )
}
