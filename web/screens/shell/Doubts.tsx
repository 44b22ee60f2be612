import { identityQuality } from '../../../contract/identity-quality.ts'
import { may } from '../../../contract/rights.ts'
import { useAsk } from '../../ask.ts'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'

/** Asked seldom: nobody waits at the door for this. An answer given on this screen counts at once. */
const EVERY = 5 * 60_000

/** How many pairs of records wait for somebody's word, for those who may give it. */
export function Doubts({ className }: { className?: string | undefined }) {
  const { t, number } = useWords()
  const { roles } = useMe()
  const known = useAsk(identityQuality, {}, { enabled: may(roles, 'identity.review'), every: EVERY })
  const n = known.data?.asked ?? 0
  if (n === 0) return null
  return (
    <span className={`${className ?? ''} figures`}>
      <span aria-hidden>{number(n)}</span>
      <span className="sr-only">{t('identity.waiting', { n })}</span>
    </span>
  )
}
